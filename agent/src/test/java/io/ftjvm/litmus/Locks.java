package io.ftjvm.litmus;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** ReentrantLock, fair and not, and its conditions: untimed, timed, interrupted, uninterruptible. */
public final class Locks {
    public static void main(String[] args) throws InterruptedException {
        for (boolean fair : new boolean[] {false, true}) {
            contend(new ReentrantLock(fair));
        }
        acquire();
        conditions();
        timedConditions();
    }

    private static void contend(ReentrantLock lock) throws InterruptedException {
        int[] value = {0};
        int[] missed = {0};
        StringBuilder order = new StringBuilder();
        Crew.run(4, number -> {
            for (int i = 0; i < 60; i++) {
                if (i % 3 == 0 ? !lock.tryLock() : i % 3 == 1 && !lock.tryLock(20, TimeUnit.SECONDS)) {
                    lock.lock();
                    missed[0]++;
                } else if (i % 3 == 2) {
                    lock.lockInterruptibly();
                }
                try {
                    int before = value[0];
                    Crew.work(2000);
                    if (i % 8 == number) {
                        Thread.yield();
                    }
                    value[0] = before + 1;
                    order.append(number);
                } finally {
                    lock.unlock();
                }
            }
        });
        Check.equal(240, value[0], "count under a lock");
        System.out.println("missed " + missed[0] + " " + order);
    }

    private static void acquire() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        Thread timed = Crew.start("timed", () -> {
            long start = System.nanoTime();
            Check.that(!lock.tryLock(15, TimeUnit.MILLISECONDS), "a held lock is not free");
            Check.lasted(15, start, "tryLock");
        });
        Thread interrupted =
                Crew.start("interrupted", () -> Check.thrown(InterruptedException.class, lock::lockInterruptibly));
        Thread patient = Crew.start("patient", () -> {
            lock.lock();
            Check.that(Thread.interrupted(), "lock keeps the interrupt for later");
            lock.unlock();
        });
        Crew.await(interrupted, Thread.State.WAITING);
        Crew.await(patient, Thread.State.WAITING);
        interrupted.interrupt();
        patient.interrupt();
        timed.join();
        interrupted.join();
        Check.equal(1, lock.getQueueLength(), "threads in the queue");
        lock.unlock();
        patient.join();
        Check.thrown(IllegalMonitorStateException.class, lock::unlock);
    }

    private static void conditions() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition turned = lock.newCondition();
        int[] turn = {0};
        StringBuilder turns = new StringBuilder();
        Crew.run(3, number -> {
            for (int i = 0; i < 20; i++) {
                lock.lock();
                while (turn[0] % 3 != number) {
                    if (i % 2 == 0) {
                        turned.await();
                    } else {
                        turned.awaitUninterruptibly();
                    }
                }
                turn[0] += 1 + i % 2 * 3;
                turns.append(number);
                turned.signalAll();
                lock.unlock();
            }
        });
        System.out.println(turns);
    }

    private static void timedConditions() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition never = lock.newCondition();
        lock.lock();
        long start = System.nanoTime();
        Check.that(never.awaitNanos(8_000_000) <= 0, "nobody signals");
        Check.that(!never.await(8, TimeUnit.MILLISECONDS), "nobody signals");
        Check.lasted(16, start, "two timed waits");
        Check.that(!never.awaitUntil(new Date(System.currentTimeMillis() + 8)), "nobody signals");
        lock.unlock();
        Thread waiter = Crew.start("waiter", () -> {
            lock.lock();
            Check.thrown(InterruptedException.class, never::await);
            Check.that(lock.isHeldByCurrentThread(), "an interrupted wait has its lock back");
            long left = never.awaitNanos(60_000_000_000L);
            System.out.println("signalled, nanoseconds left " + left);
            lock.unlock();
        });
        Crew.await(waiter, Thread.State.WAITING);
        waiter.interrupt();
        Crew.await(waiter, Thread.State.TIMED_WAITING);
        lock.lock();
        never.signal();
        lock.unlock();
        waiter.join();
        Check.thrown(IllegalMonitorStateException.class, never::signal);
    }
}
