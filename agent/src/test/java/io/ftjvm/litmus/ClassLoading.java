package io.ftjvm.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Class loaders of the program's own, child first, in parallel; services, resources, failures to load. */
public final class ClassLoading {
    private static final StringBuffer LOADED = new StringBuffer();

    private static final class ChildFirst extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        ChildFirst() {
            super("child first", ClassLoading.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.ftjvm.litmus.ClassLoading$Part")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    LOADED.append(Thread.currentThread().getName()).append(' ');
                    Crew.work(5000);
                    Thread.yield();
                    byte[] bytes = bytes(name.replace('.', '/') + ".class");
                    loaded = defineClass(name, bytes, 0, bytes.length);
                }
                return loaded;
            }
        }

        private byte[] bytes(String resource) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(resource)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(resource, e);
            }
        }
    }

    public static final class PartOne implements Supplier<String> {
        @Override
        public String get() {
            return "one then " + new PartTwo().get();
        }
    }

    public static class PartTwo implements Supplier<String> {
        private static final long STAMP = System.nanoTime();

        @Override
        public String get() {
            return "two of " + getClass().getClassLoader().getName() + (STAMP == 0 ? "!" : "");
        }
    }

    public static void main(String[] args) throws Exception {
        List<ChildFirst> loaders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loaders.add(new ChildFirst());
        }
        Crew.run(4, number -> {
            for (ChildFirst loader : loaders) {
                Class<?> type = Class.forName("io.ftjvm.litmus.ClassLoading$PartOne", true, loader);
                Check.that(type != PartOne.class, "a class of a child-first loader is its own");
                Supplier<?> part = (Supplier<?>) type.getDeclaredConstructor().newInstance();
                Check.equal("one then two of child first", part.get(), "answer");
            }
        });
        System.out.println(LOADED);
        Check.equal("one then two of app", new PartOne().get(), "answer");
        Check.thrown(ClassNotFoundException.class, () -> Class.forName("io.ftjvm.litmus.Missing"));

        TreeSet<String> services = new TreeSet<>();
        ServiceLoader.load(java.util.spi.ToolProvider.class).forEach(tool -> services.add(tool.name()));
        System.out.println(services);
        Check.thrown(java.util.MissingResourceException.class, () -> ResourceBundle.getBundle("missing"));
        System.out.println(ClassLoading.class.getResource("Crew.class") != null);
        System.out.println(java.sql.Types.class.getClassLoader().getClass().getName());
        System.out.println(Class.forName("java.util.logging.Level").getModule());
    }
}
