package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** ThreadPoolExecutor: who runs what, invokeAll and invokeAny, cancel, rejection, keep-alive, the two ways to stop. */
public final class ThreadPools {
    public static void main(String[] args) throws Exception {
        ExecutorService fixed = Executors.newFixedThreadPool(3);
        work(fixed);
        fixed.shutdown();
        Check.that(fixed.awaitTermination(60, TimeUnit.SECONDS), "a pool ends");
        ExecutorService cached = Executors.newCachedThreadPool();
        work(cached);
        stop(cached);
        limited();
    }

    private static void work(ExecutorService pool) throws Exception {
        StringBuffer who = new StringBuffer();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int number = i;
            tasks.add(() -> {
                Crew.work(number % 7 * 3000);
                String name = Thread.currentThread().getName();
                who.append(number)
                        .append('@')
                        .append(name.substring(name.lastIndexOf('-') + 1))
                        .append(' ');
                return number;
            });
        }
        int sum = 0;
        for (Future<Integer> future : pool.invokeAll(tasks)) {
            sum += future.get();
        }
        Check.equal(435, sum, "sum of the results");
        System.out.println(who);
        System.out.println("any: " + pool.invokeAny(tasks));
        Future<?> failing = pool.submit(() -> {
            throw new IllegalStateException("on purpose");
        });
        ExecutionException e = Check.thrown(ExecutionException.class, failing::get);
        Check.equal("on purpose", e.getCause().getMessage(), "cause");
        CountDownLatch started = new CountDownLatch(1);
        Future<?> endless = pool.submit(() -> {
            started.countDown();
            Thread.sleep(60_000);
            return null;
        });
        started.await();
        long start = System.nanoTime();
        Check.thrown(TimeoutException.class, () -> endless.get(10, TimeUnit.MILLISECONDS));
        Check.lasted(10, start, "get");
        Check.that(endless.cancel(true), "a running task can be cancelled");
        Check.thrown(CancellationException.class, endless::get);
    }

    private static void stop(ExecutorService pool) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                started.countDown();
                Check.thrown(InterruptedException.class, () -> Thread.sleep(60_000));
            });
        }
        started.await();
        Check.equal(0, pool.shutdownNow().size(), "tasks not begun");
        Check.that(pool.awaitTermination(60, TimeUnit.SECONDS), "a stopped pool ends");
        Check.thrown(RejectedExecutionException.class, () -> pool.execute(() -> {}));
    }

    private static void limited() throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                2,
                5,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(2),
                new ThreadPoolExecutor.CallerRunsPolicy());
        StringBuffer who = new StringBuffer();
        for (int i = 0; i < 20; i++) {
            int number = i;
            pool.execute(() -> {
                Crew.work(20_000);
                who.append(number)
                        .append(Thread.currentThread().getName().charAt(0))
                        .append(' ');
            });
        }
        while (pool.getCompletedTaskCount() < 20 - count(who, 'm')) {
            Thread.sleep(1);
        }
        while (pool.getPoolSize() > 1) {
            Thread.sleep(2);
        }
        System.out.println(who + "largest " + pool.getLargestPoolSize());
        pool.shutdown();
        Check.that(pool.awaitTermination(60, TimeUnit.SECONDS), "a pool ends");
    }

    private static int count(StringBuffer in, char c) {
        return (int) in.toString().chars().filter(x -> x == c).count();
    }
}
