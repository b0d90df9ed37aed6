package io.ftjvm.litmus;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** ForkJoinPool: work stealing, compensation for blocked workers, the common pool; who ran how much is the schedule's. */
public final class ForkJoin {
    private static final AtomicIntegerArray RAN = new AtomicIntegerArray(64);

    private static final class Sum extends RecursiveTask<Long> {
        private final int from;
        private final int to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Long compute() {
            if (to - from <= 500) {
                String name = Thread.currentThread().getName();
                RAN.incrementAndGet(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)));
                long sum = 0;
                for (int i = from; i < to; i++) {
                    sum += i;
                }
                return sum;
            }
            int middle = (from + to) >>> 1;
            Sum left = new Sum(from, middle);
            left.fork();
            return new Sum(middle, to).compute() + left.join();
        }
    }

    public static void main(String[] args) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(4);
        Check.equal(4999950000L, pool.invoke(new Sum(0, 100_000)), "sum");
        System.out.println(RAN + " steals " + (pool.getStealCount() >= 0 ? pool.getStealCount() : "none"));

        ForkJoinTask<String> blocking = pool.submit(() -> {
            boolean[] done = {false};
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() throws InterruptedException {
                    Thread.sleep(10);
                    done[0] = true;
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return done[0];
                }
            });
            return Thread.currentThread().getName();
        });
        System.out.println(blocking.get(60, TimeUnit.SECONDS));
        pool.shutdown();
        Check.that(pool.awaitTermination(60, TimeUnit.SECONDS), "the pool ends");

        System.out.println("common parallelism " + ForkJoinPool.commonPool().getParallelism());
        ForkJoinTask<Integer> common = ForkJoinPool.commonPool().submit(() -> Crew.work(100_000));
        Check.equal(Crew.work(100_000), common.get(), "result of the common pool");
        Check.that(ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS), "the common pool rests");
    }
}
