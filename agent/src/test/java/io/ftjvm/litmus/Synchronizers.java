package io.ftjvm.litmus;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Semaphore, CountDownLatch and CyclicBarrier: untimed, timed out, interrupted, broken. */
public final class Synchronizers {
    public static void main(String[] args) throws Exception {
        semaphore(new Semaphore(2));
        semaphore(new Semaphore(2, true));
        latch();
        barrier();
        broken();
    }

    private static void semaphore(Semaphore permits) throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        StringBuffer order = new StringBuffer();
        Crew.run(5, number -> {
            for (int i = 0; i < 20; i++) {
                if (!permits.tryAcquire(30, TimeUnit.SECONDS)) {
                    Check.fail("no permit in 30 s");
                }
                Check.that(inside.incrementAndGet() <= 2, "two permits let two in");
                Crew.work(5000);
                if (i % 5 == 0) {
                    Thread.yield();
                }
                order.append(number);
                inside.decrementAndGet();
                permits.release();
            }
        });
        System.out.println(order);
        permits.acquireUninterruptibly(2);
        long start = System.nanoTime();
        Check.that(!permits.tryAcquire(10, TimeUnit.MILLISECONDS), "no permits are left");
        Check.lasted(10, start, "tryAcquire");
        Thread waiting = Crew.start("waiting", () -> Check.thrown(InterruptedException.class, permits::acquire));
        Crew.await(waiting, Thread.State.WAITING);
        waiting.interrupt();
        waiting.join();
    }

    private static void latch() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(3);
        long start = System.nanoTime();
        Check.that(!latch.await(10, TimeUnit.MILLISECONDS), "a closed latch");
        Check.lasted(10, start, "await");
        Thread waiting = Crew.start("waiting", () -> Check.thrown(InterruptedException.class, latch::await));
        Crew.await(waiting, Thread.State.WAITING);
        waiting.interrupt();
        waiting.join();
        StringBuffer passed = new StringBuffer();
        Crew.run(6, number -> {
            if (number >= 3) {
                latch.countDown();
            }
            latch.await();
            passed.append(number);
        });
        Check.equal(0L, latch.getCount(), "count of an open latch");
        System.out.println(passed);
    }

    private static void barrier() throws InterruptedException {
        StringBuilder rounds = new StringBuilder();
        CyclicBarrier barrier = new CyclicBarrier(4, () -> rounds.append('|'));
        Crew.run(4, number -> {
            for (int round = 0; round < 25; round++) {
                Crew.work((number * 3 + round) % 5 * 2000);
                synchronized (rounds) {
                    rounds.append(number);
                }
                barrier.await();
            }
        });
        for (int i = 0; i < 125; i += 5) {
            Check.equal('|', rounds.charAt(i + 4), "end of a round");
        }
        System.out.println(rounds);
    }

    private static void broken() throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(4);
        Thread first = Crew.start("first", () -> Check.thrown(BrokenBarrierException.class, barrier::await));
        Thread second = Crew.start("second", () -> Check.thrown(InterruptedException.class, barrier::await));
        Crew.await(first, Thread.State.WAITING);
        Crew.await(second, Thread.State.WAITING);
        second.interrupt();
        first.join();
        second.join();
        Check.that(barrier.isBroken(), "an interrupt breaks the barrier");
        barrier.reset();
        long start = System.nanoTime();
        Check.thrown(TimeoutException.class, () -> barrier.await(10, TimeUnit.MILLISECONDS));
        Check.lasted(10, start, "barrier");
    }
}
