package io.ftjvm.litmus.random;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** What the threads of a program share. */
final class Common {
    final Object[] monitors = {new Object(), new Object(), new Object()};
    final ReentrantLock[] locks = {new ReentrantLock(), new ReentrantLock(true), new ReentrantLock()};
    final Condition[] conditions = {
        locks[0].newCondition(), locks[1].newCondition(), locks[2].newCondition(),
    };
    final ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
    final StampedLock stamped = new StampedLock();
    final Semaphore semaphore = new Semaphore(2);
    final Phaser phaser = new Phaser(1);
    final Exchanger<Long> exchanger = new Exchanger<>();
    final BlockingQueue<Long> bounded = new ArrayBlockingQueue<>(2);
    final BlockingQueue<Long> unbounded = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> handOff = new SynchronousQueue<>();
    final ConcurrentHashMap<Integer, Long> map = new ConcurrentHashMap<>();
    final AtomicLong counter = new AtomicLong();
    final Maker maker;
    final ThreadPoolExecutor pool;
    final ScheduledThreadPoolExecutor timers;
    final ForkJoinPool forkJoin;

    /** Raced for. */
    long trace;

    Common(Maker maker, ThreadPoolExecutor pool, ScheduledThreadPoolExecutor timers, ForkJoinPool forkJoin) {
        this.maker = maker;
        this.pool = pool;
        this.timers = timers;
        this.forkJoin = forkJoin;
    }
}
