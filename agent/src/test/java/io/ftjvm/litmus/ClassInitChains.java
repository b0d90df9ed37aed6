package io.ftjvm.litmus;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Chains of initialisers, each of which blocks in its own way before it needs the next class, entered by many threads at
 * different places and by different means.
 */
public final class ClassInitChains {
    private static final StringBuffer LOG = new StringBuffer();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Object MONITOR = new Object();
    private static final CountDownLatch OPEN = new CountDownLatch(1);
    private static final BlockingQueue<Integer> QUEUE = new ArrayBlockingQueue<>(1);

    private static int ran(String name) {
        LOG.append(name).append(' ');
        return Crew.work(3_000) | 1;
    }

    private static void nap(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not of a class that is being initialised: it would wait for that. */
    private static void help() {
        synchronized (MONITOR) {
            nap(2);
        }
    }

    private static final class Sleeps {
        static final int VALUE;

        static {
            nap(7);
            VALUE = Waits.VALUE + ran("sleeps");
        }
    }

    private static final class Waits {
        static final int VALUE;

        static {
            synchronized (MONITOR) {
                try {
                    MONITOR.wait(5);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            VALUE = Locks.VALUE + ran("waits");
        }
    }

    private static final class Locks {
        static final int VALUE;

        static {
            LOCK.lock();
            try {
                nap(3);
                synchronized (MONITOR) {
                    Thread.yield();
                }
            } finally {
                LOCK.unlock();
            }
            VALUE = Awaits.value() + ran("locks");
        }
    }

    private static final class Awaits {
        private static final int VALUE;

        static {
            try {
                OPEN.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            VALUE = new Takes().value + ran("awaits");
        }

        static int value() {
            return VALUE;
        }
    }

    private static class Takes extends Base implements Defaults {
        static final int TAKEN;

        static {
            try {
                TAKEN = QUEUE.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        final int value = TAKEN + BASE + own() + ran("takes");
    }

    private static class Base {
        static final int BASE;

        static {
            Thread helper = Crew.start("helper", ClassInitChains::help);
            try {
                helper.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            BASE = ran("base");
        }
    }

    /** A class that implements it initialises it, for its default method. */
    private interface Defaults {
        int FIELD = slowly();

        private static int slowly() {
            nap(4);
            return ran("defaults");
        }

        default int own() {
            return FIELD;
        }
    }

    private enum Constants {
        ONE,
        TWO {
            @Override
            int code() {
                return 2;
            }
        };

        static {
            nap(3);
            ran("constants");
        }

        int code() {
            return 1;
        }
    }

    private static final class Failing {
        static int value;

        static {
            nap(3);
            ran("failing");
            value = Integer.parseInt("not a number");
        }
    }

    public static final class ByHandle {
        static {
            nap(3);
        }

        public static final int FIELD = ran("handle");

        public static int answer() {
            return FIELD;
        }
    }

    private static void enter(int number) throws Throwable {
        switch (number % 4) {
            case 0:
                Check.that(Sleeps.VALUE != 0, "the whole chain has been initialised");
                break;
            case 1:
                Check.that(Locks.VALUE != 0, "from the middle of the chain");
                break;
            case 2:
                Check.that(Waits.VALUE != 0, "the chain but for its head");
                break;
            default:
                Check.that(new Takes().value != 0, "the end of the chain");
        }
    }

    private static int byHandle(int number) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        switch (number % 5) {
            case 0:
                MethodHandle method = lookup.findStatic(ByHandle.class, "answer", MethodType.methodType(int.class));
                return (int) method.invokeExact();
            case 1:
                Field field = Class.forName(ByHandle.class.getName(), false, ByHandle.class.getClassLoader())
                        .getField("FIELD");
                return field.getInt(null);
            case 2:
                IntSupplier supplier = ByHandle::answer;
                return supplier.getAsInt();
            case 3:
                return (int) lookup.findStaticVarHandle(ByHandle.class, "FIELD", int.class)
                        .get();
            default:
                return (int) ByHandle.class.getMethod("answer").invoke(null);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Thread feeder = Crew.start("feeder", () -> {
            nap(20);
            OPEN.countDown();
            nap(5);
            QUEUE.put(5);
        });
        StringBuffer ends = new StringBuffer();
        Crew.run(8, number -> {
            try {
                enter(number);
                ends.append(number);
                Check.equal(Constants.values()[number % 2].code(), number % 2 + 1, "code");
                ends.append((char) ('a' + number));
                Check.that(byHandle(number) != 0, "by whatever means");
                ends.append((char) ('A' + number));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        feeder.join();
        System.out.println(LOG);
        System.out.println(ends);
        StringBuffer failures = new StringBuffer();
        Crew.run(4, number -> {
            Throwable e = Check.thrown(LinkageError.class, () -> Failing.value++);
            failures.append(e.getClass().getSimpleName()).append(number).append(' ');
        });
        System.out.println(failures);
    }
}
