package io.ftjvm.litmus;

import java.util.concurrent.CountDownLatch;

/** Class initialisation under contention: once, by one thread, others wait; failing initialisers; cycles. */
public final class ClassInit {
    private static int runs;
    private static final StringBuffer LOG = new StringBuffer();

    private static final class Busy {
        static final int VALUE;

        static {
            runs++;
            LOG.append(Thread.currentThread().getName()).append(' ');
            VALUE = Crew.work(200_000) | 1;
        }
    }

    private static final class Locking {
        static final Object LOCK = new Object();
        static int value;

        static {
            synchronized (LOG) {
                for (int i = 0; i < 3; i++) {
                    synchronized (LOCK) {
                        value += Crew.work(20_000) & 7;
                    }
                }
            }
            value |= 8;
        }
    }

    private static final class Failing {
        static int value = 1;

        static {
            if (LOG.length() > 0) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    private static final class Ying {
        static final int OWN = Yang.OTHER + 1;
        static int late = 5;
    }

    private static final class Yang {
        static final int OTHER = Ying.late + 1;
    }

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        StringBuffer ends = new StringBuffer();
        Thread opener = Crew.start("opener", start::countDown);
        Crew.run(6, number -> {
            start.await();
            Check.that(Busy.VALUE != 0, "an initialised class is initialised for all");
            Check.that((Locking.value & 8) != 0, "an initialiser that locks has ended for all");
            ends.append(number);
        });
        opener.join();
        Check.equal(1, runs, "runs of an initialiser");
        System.out.println(LOG + "then " + ends);

        StringBuffer errors = new StringBuffer();
        Crew.run(3, number -> {
            try {
                Failing.value++;
                Check.fail("a failing initialiser leaves a usable class");
            } catch (ExceptionInInitializerError e) {
                errors.append(number + ":" + e.getCause().getMessage() + " ");
            } catch (NoClassDefFoundError e) {
                errors.append(number + ":" + e.getMessage() + " ");
            }
        });
        System.out.println(errors);
        Check.equal(2, Ying.OWN, "a cycle sees the default value");
        Check.equal(1, Yang.OTHER, "a cycle sees the default value");
    }
}
