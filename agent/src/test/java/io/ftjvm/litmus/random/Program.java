package io.ftjvm.litmus.random;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads, some of them virtual if the seed is odd, that run scripts drawn from a seed over common locks, queues, pools and plain fields. Every wait has a
 * time-out and locks are taken in their order, so each program ends. The result depends on the schedule in as many ways as
 * there are: on plain fields that are raced for, on who got what from a queue, on clocks and on hash codes.
 */
final class Program {
    private static final int MOST_THREADS = 5;
    private static final int MOST_STEPS = 30;
    private static final long PATIENCE_SECONDS = 60;

    private final Dice dice;
    private final Common common;
    private final List<Thread> threads = new ArrayList<>();

    Program(int seed) {
        dice = new Dice(seed);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1 + dice.roll(2), 3, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
        common = new Common(
                new Maker(seed % 2 != 0),
                pool,
                new ScheduledThreadPoolExecutor(1 + dice.roll(2)),
                new ForkJoinPool(1 + dice.roll(3)));
    }

    /** Runs it to its end. */
    long run() throws InterruptedException {
        int size = 2 + dice.roll(MOST_THREADS - 1);
        Script[] scripts = new Script[size];
        for (int i = 0; i < size; i++) {
            scripts[i] = new Script(common, dice.split(), 1 + dice.roll(MOST_STEPS), threads, 0);
            threads.add(common.maker.unstarted(scripts[i], i));
        }
        // Scripts interrupt only those that are there from the beginning: the list does not change any more.
        for (int i = 0; i < size; i++) {
            threads.get(i).start();
        }
        for (Thread t : threads) {
            t.join();
        }
        common.pool.shutdown();
        common.timers.shutdown();
        common.forkJoin.shutdown();
        require(common.pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "the pool ends");
        require(common.timers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "the timers end");
        require(common.forkJoin.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "the fork-join pool ends");
        long result = common.trace;
        for (Script s : scripts) {
            result = result * 31 + s.result();
        }
        return result * 31 + common.counter.get();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("violated: " + what);
        }
    }
}
