package io.ftjvm.litmus.random;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The steps of one thread of a {@link Program}. */
final class Script implements Runnable {
    private static final int STEPS = 24;
    private static final int DEEPEST = 2;

    private final Common common;
    private final Dice dice;
    private final int steps;
    private final List<Thread> others;
    private final int depth;
    private long result;

    Script(Common common, Dice dice, int steps, List<Thread> others, int depth) {
        this.common = common;
        this.dice = dice;
        this.steps = steps;
        this.others = others;
        this.depth = depth;
    }

    /** Of all it has seen; once its thread has ended. */
    long result() {
        return result;
    }

    @Override
    public void run() {
        for (int i = 0; i < steps; i++) {
            try {
                saw(step(dice.roll(STEPS)));
            } catch (InterruptedException e) {
                saw(-1);
            } catch (ExecutionException | TimeoutException e) {
                saw(-2);
            }
            race(1 + dice.roll(40));
        }
    }

    private void saw(long value) {
        result = result * 1_000_003 + value;
    }

    /** Reads, loops and writes: what others write meanwhile is lost. */
    private void race(int length) {
        long t = common.trace;
        for (int i = 0; i < length * 20; i++) {
            t = t * 31 + i;
        }
        common.trace = t + result;
    }

    private long micros() {
        return dice.roll(2000);
    }

    private long step(int which) throws InterruptedException, ExecutionException, TimeoutException {
        switch (which) {
            case 0:
                return inMonitors(0);
            case 1:
                return waitFor(common.monitors[dice.roll(3)]);
            case 2:
                return signal(common.monitors[dice.roll(3)]);
            case 3:
                return inLocks(0);
            case 4:
                return condition(dice.roll(3));
            case 5:
                return readWrite();
            case 6:
                return stamped();
            case 7:
                return semaphore();
            case 8:
                return common.bounded.offer((long) dice.roll(100), micros(), TimeUnit.MICROSECONDS) ? 1 : 0;
            case 9:
                return orZero(common.bounded.poll(micros(), TimeUnit.MICROSECONDS));
            case 10:
                common.unbounded.add(result);
                return common.unbounded.size();
            case 11:
                return orZero(common.unbounded.poll());
            case 12:
                return common.handOff.offer(result, micros(), TimeUnit.MICROSECONDS) ? 1 : 0;
            case 13:
                return orZero(common.handOff.poll(micros(), TimeUnit.MICROSECONDS));
            case 14:
                return common.counter.incrementAndGet() + common.map.merge(dice.roll(5), result, Long::sum);
            case 15:
                return common.map.computeIfAbsent(dice.roll(50), k -> k * 7L + common.trace);
            case 16:
                return pooled();
            case 17:
                return forked();
            case 18:
                return futures();
            case 19:
                return child();
            case 20:
                others.get(dice.roll(others.size())).interrupt();
                return Thread.interrupted() ? 1 : 0;
            case 21:
                return pauses();
            case 22:
                return exchange();
            default:
                return System.nanoTime() + System.identityHashCode(new Object()) + new Object().hashCode();
        }
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    /** Nested, in order, sometimes twice the same. */
    private long inMonitors(int from) {
        if (from >= common.monitors.length) {
            return common.trace;
        }
        synchronized (common.monitors[from]) {
            race(1 + dice.roll(30));
            return inMonitors(from + dice.roll(2) + (dice.roll(3) == 0 ? 0 : 1));
        }
    }

    private long waitFor(Object monitor) throws InterruptedException {
        synchronized (monitor) {
            long before = common.trace;
            monitor.wait(1 + dice.roll(3));
            return common.trace - before;
        }
    }

    private long signal(Object monitor) {
        synchronized (monitor) {
            race(5);
            if (dice.roll(2) == 0) {
                monitor.notify();
            } else {
                monitor.notifyAll();
            }
            return common.trace;
        }
    }

    private long inLocks(int from) throws InterruptedException {
        if (from >= common.locks.length) {
            return common.trace;
        }
        if (!common.locks[from].tryLock(1 + micros(), TimeUnit.MICROSECONDS)) {
            return from;
        }
        try {
            race(1 + dice.roll(30));
            return inLocks(from + 1 + dice.roll(2));
        } finally {
            common.locks[from].unlock();
        }
    }

    private long condition(int i) throws InterruptedException {
        common.locks[i].lock();
        try {
            if (dice.roll(2) == 0) {
                common.conditions[i].signalAll();
                return common.locks[i].getQueueLength();
            }
            return common.conditions[i].await(micros(), TimeUnit.MICROSECONDS) ? 1 : 0;
        } finally {
            common.locks[i].unlock();
        }
    }

    private long readWrite() {
        if (dice.roll(3) == 0) {
            common.readWrite.writeLock().lock();
            try {
                race(dice.roll(30));
                return common.trace;
            } finally {
                common.readWrite.writeLock().unlock();
            }
        }
        common.readWrite.readLock().lock();
        try {
            race(dice.roll(30));
            return common.readWrite.getReadLockCount();
        } finally {
            common.readWrite.readLock().unlock();
        }
    }

    private long stamped() throws InterruptedException {
        long optimistic = common.stamped.tryOptimisticRead();
        race(dice.roll(20));
        if (common.stamped.validate(optimistic) && dice.roll(3) > 0) {
            return optimistic;
        }
        long stamp = common.stamped.tryWriteLock(micros(), TimeUnit.MICROSECONDS);
        if (stamp == 0) {
            return 0;
        }
        try {
            race(dice.roll(20));
            return stamp;
        } finally {
            common.stamped.unlockWrite(stamp);
        }
    }

    private long semaphore() throws InterruptedException {
        if (!common.semaphore.tryAcquire(micros(), TimeUnit.MICROSECONDS)) {
            return 0;
        }
        try {
            race(dice.roll(50));
            return common.semaphore.availablePermits() + 1;
        } finally {
            common.semaphore.release();
        }
    }

    private long pooled() throws InterruptedException, ExecutionException, TimeoutException {
        Dice own = dice.split();
        Future<Long> task;
        if (dice.roll(2) == 0) {
            task = common.pool.submit(() -> burnt(own.roll(2000)));
        } else {
            task = common.timers.schedule(() -> burnt(own.roll(2000)), micros(), TimeUnit.MICROSECONDS);
        }
        return dice.roll(3) == 0 ? 3 : task.get(4, TimeUnit.MILLISECONDS);
    }

    private long burnt(int steps) {
        long x = common.trace;
        for (int i = 0; i < steps; i++) {
            x = x * 1664525 + 1013904223;
        }
        common.trace = x;
        return x;
    }

    private long forked() throws InterruptedException, ExecutionException, TimeoutException {
        int size = 1 + dice.roll(200);
        return common.forkJoin
                .submit(() -> IntStream.range(0, size)
                        .parallel()
                        .mapToLong(i -> burnt(i) & 0xff)
                        .sum())
                .get(20, TimeUnit.MILLISECONDS);
    }

    private long futures() throws InterruptedException, ExecutionException, TimeoutException {
        Dice own = dice.split();
        CompletableFuture<Long> one = CompletableFuture.supplyAsync(() -> burnt(own.roll(3000)), common.pool);
        CompletableFuture<Long> two = CompletableFuture.supplyAsync(() -> burnt(500), common.forkJoin);
        return one.thenCombine(two, Long::sum)
                .applyToEither(
                        new CompletableFuture<Long>().completeOnTimeout(5L, micros(), TimeUnit.MICROSECONDS), x -> x)
                .get(50, TimeUnit.MILLISECONDS);
    }

    /** A thread of its own, waited for or not quite. */
    private long child() {
        if (depth == DEEPEST) {
            return 0;
        }
        Script script = new Script(common, dice.split(), 1 + dice.roll(5), others, depth + 1);
        CountDownLatch started = new CountDownLatch(1);
        Runnable task = () -> {
            started.countDown();
            script.run();
        };
        Thread t = common.maker.unstarted(task, depth + others.size());
        t.start();
        boolean began = false;
        boolean interrupted = false;
        try {
            began = started.await(micros(), TimeUnit.MICROSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        // Interrupted or not: a thread left behind would find the pools shut down.
        while (true) {
            try {
                t.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return script.result() + (began ? 1 : 0) + (interrupted ? 2 : 0);
    }

    private long pauses() throws InterruptedException {
        switch (dice.roll(4)) {
            case 0:
                Thread.sleep(dice.roll(2));
                return System.currentTimeMillis();
            case 1:
                Thread.yield();
                return common.trace;
            case 2:
                LockSupport.parkNanos(micros() * 1000);
                return Thread.interrupted() ? 1 : 0;
            default:
                LockSupport.unpark(others.get(dice.roll(others.size())));
                return common.phaser.arrive();
        }
    }

    private long exchange() throws InterruptedException {
        try {
            return common.exchanger.exchange(result, micros(), TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            return common.exchanger.hashCode();
        }
    }
}
