package io.ftjvm.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Class loaders of the program's own that block while they load: asleep, on a lock, waiting for a thread that loads classes
 * itself; in parallel or not, with locking of their own or the JVM's only. The JVM asks them while it resolves, verifies and
 * initialises what others need too.
 */
public final class ClassLoaderBlocking {
    private static final String PARTS = "io.ftjvm.litmus.ClassLoaderBlocking$Part";
    private static final ReentrantLock LOCK = new ReentrantLock();

    private static void nap(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Blocks before it defines a class, each in another way. */
    private static Class<?> define(Loading loader, String name) throws ClassNotFoundException {
        loader.log().append(name.substring(PARTS.length())).append(' ');
        switch (name.substring(PARTS.length())) {
            case "Base":
                nap(3);
                break;
            case "Sub":
                LOCK.lock();
                try {
                    nap(2);
                } finally {
                    LOCK.unlock();
                }
                break;
            case "Helper":
                Thread other = Crew.start("loads too", () -> {
                    Class.forName(PARTS + "Other", true, loader.loader())
                            .getDeclaredConstructor()
                            .newInstance();
                    nap(1);
                });
                if (loader.parallel()) {
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                break;
            default:
                Thread.yield();
                Crew.work(20_000);
        }
        try (InputStream in =
                ClassLoaderBlocking.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = in.readAllBytes();
            return loader.define(name, bytes);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private interface Loading {
        StringBuffer log();

        boolean parallel();

        Class<?> define(String name, byte[] bytes);

        ClassLoader loader();
    }

    /** Loads in parallel. */
    private static final class Parallel extends ClassLoader implements Loading {
        static {
            registerAsParallelCapable();
        }

        private final StringBuffer log = new StringBuffer();

        Parallel() {
            super(ClassLoaderBlocking.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PARTS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Check.that(!Thread.holdsLock(this), "a parallel loader is not locked");
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? ClassLoaderBlocking.define(this, name) : loaded;
            }
        }

        @Override
        public StringBuffer log() {
            return log;
        }

        @Override
        public boolean parallel() {
            return true;
        }

        @Override
        public Class<?> define(String name, byte[] bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public ClassLoader loader() {
            return this;
        }
    }

    /** One class at a time, with the JDK's locking. */
    private static class Serial extends ClassLoader implements Loading {
        private final StringBuffer log = new StringBuffer();

        Serial() {
            super(ClassLoaderBlocking.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Check.that(Thread.holdsLock(this), "the lock of a loader that is not parallel is the loader");
                return load(name, resolve);
            }
        }

        final Class<?> load(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PARTS)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? ClassLoaderBlocking.define(this, name) : loaded;
        }

        @Override
        public StringBuffer log() {
            return log;
        }

        @Override
        public boolean parallel() {
            return false;
        }

        @Override
        public Class<?> define(String name, byte[] bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public ClassLoader loader() {
            return this;
        }
    }

    /** One class at a time, which it leaves to the JVM. */
    private static final class Careless extends Serial {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            Check.that(Thread.holdsLock(this), "the JVM locks a loader that is not parallel");
            return load(name, false);
        }
    }

    public static class PartBase {
        static int made;

        final int number = ++made;
    }

    public static class PartSub extends PartBase {
        static {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static final class PartHelper {
        /** To verify this is to load both classes. */
        static PartBase pick(boolean sub) {
            return sub ? new PartSub() : new PartBase();
        }
    }

    public static final class PartOther {
        final PartBase base = new PartSub();
    }

    public static final class PartMain implements IntSupplier {
        @Override
        public int getAsInt() {
            PartBase one = PartHelper.pick(true);
            Object other = new PartOther().base;
            return one.number != 0 && other instanceof PartSub && one.getClass() == other.getClass() ? 1 : 0;
        }
    }

    private static void contend(Loading loader) throws InterruptedException {
        StringBuffer ends = new StringBuffer();
        CountDownLatch start = new CountDownLatch(1);
        Thread opener = Crew.start("opener", start::countDown);
        Class<?>[] found = new Class<?>[6];
        Crew.run(6, number -> {
            start.await();
            Thread.currentThread().setContextClassLoader(loader.loader());
            if (number == 3) {
                LOCK.lock();
                try {
                    nap(4);
                } finally {
                    LOCK.unlock();
                }
            }
            if (number == 4) {
                Class.forName(PARTS + "Sub", true, loader.loader())
                        .getDeclaredConstructor()
                        .newInstance();
            }
            found[number] = Class.forName(PARTS + "Main", number % 2 == 0, loader.loader());
            IntSupplier part =
                    (IntSupplier) found[number].getDeclaredConstructor().newInstance();
            Check.equal(1, part.getAsInt(), "classes made one of the other");
            ends.append(number).append(' ');
        });
        opener.join();
        for (Class<?> c : found) {
            Check.that(c == found[0] && c.getClassLoader() == loader, "one class, of this loader");
        }
        System.out.println(loader.getClass().getSimpleName() + " " + loader.log() + "then " + ends);
    }

    public static void main(String[] args) throws InterruptedException {
        contend(new Parallel());
        contend(new Serial());
        contend(new Careless());
    }
}
