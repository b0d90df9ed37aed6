package io.ftjvm.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/** A class loader of the program's own that needs classes, too, when it is asked for a class file while it defines a class. */
public final class LoaderResources {
    private static final class Own extends ClassLoader {
        private final Looking looking = name -> new Helper().open(getParent(), name);

        Own() {
            super(LoaderResources.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LoaderResources.class.getName() + "$Part")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return looking.open(name);
        }
    }

    private interface Looking {
        InputStream open(String name);
    }

    /** Needed for the first time when somebody asks for a resource. */
    private static final class Helper {
        private static final Object LOCK = new Object();
        private static int opened;

        InputStream open(ClassLoader loader, String name) {
            synchronized (LOCK) {
                opened++;
            }
            return loader.getResourceAsStream(name);
        }

        long now() {
            for (int i = 0; i < 100_000; i++) {
                synchronized (LOCK) {
                    opened += i & 1;
                }
            }
            return System.nanoTime();
        }
    }

    /** Calls a method that might be a trap, for all its name tells: whoever rewrites it has to ask for the other's file. */
    public static final class PartOne implements Supplier<Long> {
        @Override
        public Long get() {
            return PartTwo.nanoTime();
        }
    }

    /** Has it. */
    public static class PartTwo {
        static long nanoTime() {
            return 2;
        }
    }

    /** What is no class is rejected as ever. */
    private static void malformed() throws Exception {
        byte[] file;
        try (InputStream in = LoaderResources.class.getResourceAsStream("LoaderResources$PartTwo.class")) {
            file = in.readAllBytes();
        }
        Check.thrown(ClassFormatError.class, () -> new Definer().define(new byte[0]));
        Check.thrown(ClassFormatError.class, () -> new Definer().define("what is no class".getBytes()));
        Check.thrown(ClassFormatError.class, () -> new Definer().define(Arrays.copyOf(file, file.length / 2)));
        byte[] future = file.clone();
        future[7] = 99;
        Check.thrown(UnsupportedClassVersionError.class, () -> new Definer().define(future));
        System.out.println(new Definer().define(file).getName());
    }

    private static final class Definer extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    private LoaderResources() {}

    /** Has such a loader define classes and goes on with the class that it needed. */
    public static void main(String[] args) throws Exception {
        malformed();
        Class<?> part = Class.forName(PartOne.class.getName(), true, new Own());
        System.out.println(((Supplier<?>) part.getDeclaredConstructor().newInstance()).get());
        Helper helper = new Helper();
        System.out.println(helper.now());
        Thread other = new Thread(() -> System.out.println(helper.now()));
        other.start();
        System.out.println(helper.now());
        other.join();
    }
}
