package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

/** Reactive streams of the JDK: a publisher that is faster than its subscribers, a processor in between, drops, errors. */
public final class Flows {
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Counting fast = new Counting(0);
        Counting slow = new Counting(3000);
        try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>(pool, 8)) {
            Squares squares = new Squares(pool);
            source.subscribe(squares);
            squares.subscribe(slow);
            source.subscribe(fast);
            for (int i = 1; i <= 500; i++) {
                Check.that(source.submit(i) >= 0, "submit blocks, it does not drop");
            }
        }
        fast.done.await();
        slow.done.await();
        Check.equal(500L * 501 / 2, fast.sum, "sum");
        Check.equal(500L * 501 * 1001 / 6, slow.sum, "sum of squares");
        drops(pool);
        failure(pool);
        common();
        pool.shutdown();
        Check.that(pool.awaitTermination(10, TimeUnit.SECONDS), "the pool ends");
    }

    private static void drops(ExecutorService pool) throws InterruptedException {
        Counting slow = new Counting(20_000);
        List<Integer> dropped = new ArrayList<>();
        try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>(pool, 4)) {
            source.subscribe(slow);
            for (int i = 1; i <= 200; i++) {
                int item = i;
                source.offer(i, 100, TimeUnit.MICROSECONDS, (subscriber, lost) -> {
                    dropped.add(item);
                    return false;
                });
            }
        }
        slow.done.await();
        Check.equal(200, dropped.size() + slow.count, "every item arrives or is dropped");
        System.out.println("dropped " + dropped);
    }

    private static void failure(ExecutorService pool) throws InterruptedException {
        Counting subscriber = new Counting(0);
        SubmissionPublisher<Integer> source = new SubmissionPublisher<>(pool, 4);
        source.subscribe(subscriber);
        source.submit(1);
        source.closeExceptionally(new IllegalStateException("the source fails"));
        subscriber.done.await();
        System.out.println(subscriber.failure);
    }

    private static void common() throws Exception {
        SubmissionPublisher<Integer> source = new SubmissionPublisher<>();
        long[] sum = new long[1];
        var consumed = source.consume(i -> sum[0] += i);
        for (int i = 0; i < 1000; i++) {
            source.submit(i);
        }
        source.close();
        consumed.get(20, TimeUnit.SECONDS);
        System.out.println("consumed " + sum[0]);
    }

    /** Takes three items at a time. */
    private static final class Counting implements Flow.Subscriber<Integer> {
        final CountDownLatch done = new CountDownLatch(1);
        final int work;
        long sum;
        int count;
        Throwable failure;
        private Flow.Subscription subscription;

        Counting(int work) {
            this.work = work;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
            s.request(3);
        }

        @Override
        public void onNext(Integer item) {
            Crew.work(work);
            sum += item;
            if (++count % 3 == 0) {
                subscription.request(3);
            }
        }

        @Override
        public void onError(Throwable t) {
            failure = t;
            done.countDown();
        }

        @Override
        public void onComplete() {
            done.countDown();
        }
    }

    /** A processor. */
    private static final class Squares extends SubmissionPublisher<Integer>
            implements Flow.Processor<Integer, Integer> {
        private Flow.Subscription subscription;

        Squares(ExecutorService pool) {
            super(pool, 16);
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
            s.request(1);
        }

        @Override
        public void onNext(Integer item) {
            submit(item * item);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable t) {
            closeExceptionally(t);
        }

        @Override
        public void onComplete() {
            close();
        }
    }
}
