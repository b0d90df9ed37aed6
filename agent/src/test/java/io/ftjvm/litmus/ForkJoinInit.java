package io.ftjvm.litmus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;

/** The common pool's thread factory, which a property names, blocks: the initialisers of the JDK that need the pool do too. */
public final class ForkJoinInit {
    private static final String FACTORY = "java.util.concurrent.ForkJoinPool.common.threadFactory";

    /** Blocks while the pool's class is being initialised. */
    public static final class Factory implements ForkJoinPool.ForkJoinWorkerThreadFactory {
        private final ForkJoinPool.ForkJoinWorkerThreadFactory real = ForkJoinPool.defaultForkJoinWorkerThreadFactory;

        public Factory() throws InterruptedException {
            Thread.sleep(20);
            System.out.println("made by " + Thread.currentThread().getName());
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return real.newThread(pool);
        }
    }

    private static void use(int number) throws Exception {
        switch (number) {
            case 0:
                Check.equal(2, CompletableFuture.supplyAsync(() -> 2).get(), "result");
                break;
            case 1:
                Check.that(ForkJoinPool.commonPool().getFactory() instanceof Factory, "the pool's factory");
                break;
            case 2:
                Check.equal(4950, IntStream.range(0, 100).parallel().sum(), "sum");
                break;
            case 3:
                try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
                    Check.equal(0, publisher.getNumberOfSubscribers(), "subscribers");
                }
                break;
            case 4:
                Check.equal(7, ForkJoinTask.adapt(() -> 7).fork().join(), "result");
                break;
            default:
                Check.that(new CompletableFuture<Integer>().complete(1), "completed");
        }
    }

    public static void main(String[] args) throws InterruptedException {
        System.setProperty(FACTORY, Factory.class.getName());
        CountDownLatch start = new CountDownLatch(1);
        StringBuffer ends = new StringBuffer();
        Thread opener = Crew.start("opener", start::countDown);
        Crew.run(6, number -> {
            start.await();
            use(number);
            ends.append(number);
        });
        opener.join();
        Check.equal(6, ends.length(), "uses");
        System.out.println(ends);
    }
}
