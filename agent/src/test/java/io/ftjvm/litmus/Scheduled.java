package io.ftjvm.litmus;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** ScheduledThreadPoolExecutor and java.util.Timer: once, at a fixed rate, with a fixed delay, cancelled, failing. */
public final class Scheduled {
    private static final StringBuffer LOG = new StringBuffer();

    public static void main(String[] args) throws Exception {
        executor();
        timer();
        System.out.println(LOG);
    }

    private static void executor() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
        long start = System.nanoTime();
        ScheduledFuture<Long> once = pool.schedule(System::nanoTime, 20, TimeUnit.MILLISECONDS);
        CountDownLatch ticks = new CountDownLatch(8);
        ScheduledFuture<?> rate = pool.scheduleAtFixedRate(
                () -> {
                    LOG.append("rate ");
                    ticks.countDown();
                },
                1,
                4,
                TimeUnit.MILLISECONDS);
        pool.scheduleWithFixedDelay(
                () -> {
                    LOG.append("delay ");
                    Crew.work(10_000);
                    ticks.countDown();
                },
                1,
                5,
                TimeUnit.MILLISECONDS);
        ScheduledFuture<?> failing = pool.scheduleAtFixedRate(
                () -> {
                    LOG.append("failing ");
                    throw new IllegalStateException("on purpose");
                },
                2,
                1,
                TimeUnit.MILLISECONDS);
        ScheduledFuture<?> never = pool.schedule(() -> Check.fail("a cancelled task ran"), 1, TimeUnit.MINUTES);
        Check.that(never.cancel(false), "a task not begun can be cancelled");
        ticks.await();
        Check.that(once.get() - start >= 20_000_000, "a task is not begun before its time");
        Check.that(rate.cancel(true), "a periodic task can be cancelled");
        Check.thrown(CancellationException.class, rate::get);
        Check.thrown(java.util.concurrent.ExecutionException.class, failing::get);
        pool.shutdown();
        Check.that(pool.awaitTermination(60, TimeUnit.SECONDS), "the pool ends");
    }

    private static void timer() throws InterruptedException {
        Timer timer = new Timer();
        long start = System.nanoTime();
        CountDownLatch ticks = new CountDownLatch(8);
        TimerTask steady = task("steady", ticks);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        Check.lasted(15, start, "the delay of a timer task");
                        LOG.append(Thread.currentThread().getName()).append(' ');
                        ticks.countDown();
                    }
                },
                15);
        timer.schedule(steady, 1, 4);
        timer.scheduleAtFixedRate(task("fixed", ticks), 2, 4);
        ticks.await();
        Check.that(steady.cancel(), "a periodic task can be cancelled");
        timer.cancel();
        Check.thrown(IllegalStateException.class, () -> timer.schedule(task("late", ticks), 1));
    }

    private static TimerTask task(String name, CountDownLatch ticks) {
        return new TimerTask() {
            @Override
            public void run() {
                LOG.append(name).append(' ');
                ticks.countDown();
            }
        };
    }
}
