package io.ftjvm.litmus;

/** Initialisers that sleep, wait for and start threads, while others want the same class, in every way there is. */
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

    private static class Parent {
        static boolean done;

        static {
            nap();
            done = true;
        }

        static void nap() {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Child extends Parent {
        static final boolean DONE;

        static {
            Check.that(done, "the superclass comes first");
            DONE = true;
        }
    }

    private static final class ByName extends Napping {
        static boolean done;

        static {
            nap();
            done = true;
        }
    }

    private static final class ByReflection extends Napping {
        static boolean done;

        static {
            nap();
            done = true;
        }

        public ByReflection() {
            Check.that(done, "the initialiser has ended");
        }
    }

    /** Starts a thread that runs a lambda of its own, which waits for the initialiser that has started it. */
    private static final class Starter extends Napping {
        static final Thread HELPER;
        static boolean done;

        static {
            HELPER = Crew.start("helper", () -> Check.that(done, "the initialiser has ended"));
            nap();
            done = true;
        }
    }

    private static class Napping {
        static void nap() {
            Parent.nap();
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
        Crew.run(4, number -> {
            if (number % 2 == 0) {
                Check.that(Child.DONE, "the initialiser has ended");
            } else {
                Check.that(Parent.done, "the initialiser has ended");
            }
            ends.append(number);
            Class.forName(ByName.class.getName());
            Check.that(ByName.done, "the initialiser has ended");
            ByReflection.class.getConstructor().newInstance();
            ends.append((char) ('A' + number));
        });
        Starter.HELPER.join();
        System.out.println(ends);
    }
}
