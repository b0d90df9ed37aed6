package io.ftjvm.litmus;

/** Initialisers that sleep, wait for and start threads, while others want the same class. */
public final class ClassInitBlocking {
    private static final class Sleeper {
        static final long VALUE;

        static {
            try {
                Thread.sleep(20);
                help();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            VALUE = System.nanoTime() | 1;
        }
    }

    private static final class Waiter {
        static final boolean DONE;

        static {
            Object lock = new Object();
            synchronized (lock) {
                try {
                    lock.wait(15);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            Thread.yield();
            DONE = true;
        }
    }

    private static void help() throws InterruptedException {
        Crew.start("helper", () -> System.out.println("helper ran inside the initialiser"))
                .join();
    }

    public static void main(String[] args) throws InterruptedException {
        StringBuffer ends = new StringBuffer();
        Crew.run(4, number -> {
            Check.that(Sleeper.VALUE != 0, "the initialiser has ended");
            ends.append(number);
            Check.that(Waiter.DONE, "the initialiser has ended");
            ends.append((char) ('a' + number));
        });
        Check.equal(8, ends.length(), "uses of the classes");
        System.out.println(ends);
    }
}
