package io.ftjvm.litmus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Every call that an interrupt ends, interrupted before it begins and while it blocks; and those that it does not end. */
public final class InterruptEverywhere {
    private static final long LONG = 60;

    public static void main(String[] args) throws Exception {
        Map<String, Check.Body> calls = new LinkedHashMap<>();
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        ReentrantReadWriteLock shared = new ReentrantReadWriteLock();
        shared.writeLock().lock();
        StampedLock stamped = new StampedLock();
        stamped.writeLock();
        ReentrantLock other = new ReentrantLock();
        Object monitor = new Object();
        ArrayBlockingQueue<Integer> full = new ArrayBlockingQueue<>(1);
        full.add(1);
        Thread sleeper =
                Crew.start("sleeper", () -> Check.thrown(InterruptedException.class, () -> Thread.sleep(60_000)));
        calls.put("sleep", () -> Thread.sleep(LONG * 1000));
        calls.put("TimeUnit.sleep", () -> TimeUnit.SECONDS.sleep(LONG));
        calls.put("join", sleeper::join);
        calls.put("timed join", () -> sleeper.join(LONG * 1000));
        calls.put("wait", () -> {
            synchronized (monitor) {
                monitor.wait();
            }
        });
        calls.put("timed wait", () -> {
            synchronized (monitor) {
                monitor.wait(LONG * 1000);
            }
        });
        calls.put("lockInterruptibly", lock::lockInterruptibly);
        calls.put("tryLock", () -> lock.tryLock(LONG, TimeUnit.SECONDS));
        calls.put("read lock", () -> shared.readLock().lockInterruptibly());
        calls.put("timed write lock", () -> shared.writeLock().tryLock(LONG, TimeUnit.SECONDS));
        calls.put("stamped read", stamped::readLockInterruptibly);
        calls.put("stamped write", () -> stamped.tryWriteLock(LONG, TimeUnit.SECONDS));
        calls.put("Condition", () -> {
            other.lock();
            try {
                other.newCondition().await();
            } finally {
                other.unlock();
            }
        });
        calls.put("timed Condition", () -> {
            other.lock();
            try {
                other.newCondition().await(LONG, TimeUnit.SECONDS);
            } finally {
                other.unlock();
            }
        });
        calls.put("Semaphore", () -> new Semaphore(0).acquire());
        calls.put("CountDownLatch", () -> new CountDownLatch(1).await());
        calls.put("CyclicBarrier", () -> new CyclicBarrier(2).await());
        calls.put("Phaser", () -> new Phaser(1).awaitAdvanceInterruptibly(0));
        calls.put("Exchanger", () -> new Exchanger<Integer>().exchange(1));
        calls.put("ArrayBlockingQueue.put", () -> full.put(2));
        calls.put("ArrayBlockingQueue.offer", () -> full.offer(2, LONG, TimeUnit.SECONDS));
        calls.put("LinkedBlockingDeque.take", () -> new LinkedBlockingDeque<Integer>().take());
        calls.put("PriorityBlockingQueue.take", () -> new PriorityBlockingQueue<Integer>().take());
        calls.put("SynchronousQueue.put", () -> new SynchronousQueue<Integer>().put(1));
        calls.put("SynchronousQueue.poll", () -> new SynchronousQueue<Integer>().poll(LONG, TimeUnit.SECONDS));
        calls.put("LinkedTransferQueue.transfer", () -> new LinkedTransferQueue<Integer>().transfer(1));
        calls.put("DelayQueue.take", () -> new DelayQueue<>().take());
        calls.put("FutureTask.get", () -> new FutureTask<>(() -> 1).get());
        calls.put("CompletableFuture.get", () -> new CompletableFuture<>().get());
        calls.put("timed CompletableFuture.get", () -> new CompletableFuture<>().get(LONG, TimeUnit.SECONDS));
        calls.put(
                "awaitTermination", () -> new ScheduledThreadPoolExecutor(0).awaitTermination(LONG, TimeUnit.SECONDS));
        calls.put("ForkJoinPool.awaitTermination", () -> {
            ForkJoinPool pool = new ForkJoinPool(1);
            pool.execute(() -> LockSupport.parkNanos(200_000_000));
            pool.shutdown();
            pool.awaitTermination(LONG, TimeUnit.SECONDS);
        });
        for (Map.Entry<String, Check.Body> call : calls.entrySet()) {
            interrupted(call.getKey(), call.getValue());
        }
        unmoved(lock);
        parked();
        sleeper.interrupt();
        sleeper.join();
    }

    private static void interrupted(String name, Check.Body call) throws InterruptedException {
        Thread before = Crew.start(name, () -> {
            Thread.currentThread().interrupt();
            Check.thrown(InterruptedException.class, call);
            Check.that(!Thread.currentThread().isInterrupted(), name + " clears the status");
        });
        before.join();
        Thread during = Crew.start(name, () -> {
            Check.thrown(InterruptedException.class, call);
            Check.that(!Thread.interrupted(), name + " clears the status");
        });
        while (during.getState() != Thread.State.WAITING && during.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        during.interrupt();
        during.join(20_000);
        Check.that(!during.isAlive(), name + " is ended by an interrupt");
        System.out.println(name);
    }

    /** Calls that go on, and keep the status. */
    private static void unmoved(ReentrantLock lock) throws InterruptedException {
        Thread locking = Crew.start("locking", () -> {
            lock.lock();
            Check.that(Thread.interrupted(), "lock keeps the status");
            lock.unlock();
        });
        Crew.await(locking, Thread.State.WAITING);
        locking.interrupt();
        Thread.sleep(5);
        Check.equal(Thread.State.WAITING, locking.getState(), "lock goes on");
        lock.unlock();
        locking.join();
        Phaser phaser = new Phaser(2);
        Thread advancing = Crew.start("advancing", () -> {
            phaser.arriveAndAwaitAdvance();
            Check.that(Thread.interrupted(), "arriveAndAwaitAdvance keeps the status");
        });
        Crew.await(advancing, Thread.State.WAITING);
        advancing.interrupt();
        phaser.arrive();
        advancing.join();
        Semaphore semaphore = new Semaphore(0);
        Thread acquiring = Crew.start("acquiring", () -> {
            semaphore.acquireUninterruptibly();
            Check.that(Thread.interrupted(), "acquireUninterruptibly keeps the status");
        });
        Crew.await(acquiring, Thread.State.WAITING);
        acquiring.interrupt();
        semaphore.release();
        acquiring.join();
        System.out.println("unmoved");
    }

    private static void parked() throws InterruptedException {
        Thread parked = Crew.start("parked", () -> {
            LockSupport.park();
            Check.that(Thread.currentThread().isInterrupted(), "park leaves the status");
            LockSupport.park();
            Check.that(Thread.interrupted(), "an interrupted thread does not park");
            LockSupport.parkNanos(5_000_000);
            Check.that(!Thread.interrupted(), "the status is clear");
        });
        Crew.await(parked, Thread.State.WAITING);
        parked.interrupt();
        parked.join();
        System.out.println("parked");
    }
}
