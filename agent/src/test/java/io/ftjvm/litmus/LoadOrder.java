package io.ftjvm.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Function;

/**
 * A class loader of the program's own that tells in which order it is asked for classes: while the JVM verifies a class, and
 * lists its methods. The JVM goes by the addresses of their names, and {@link Names} has had these made in another order.
 */
public final class LoadOrder {
    private static final String PREFIX = LoadOrder.class.getName() + "$";

    /** In the order of the alphabet backwards. */
    public static class Names {
        static void foxtrotOfLoadOrder() {}

        static void echoOfLoadOrder() {}

        static void deltaOfLoadOrder() {}

        static void charlieOfLoadOrder() {}

        static void bravoOfLoadOrder() {}

        static void alphaOfLoadOrder() {}
    }

    public static class Base {}

    public static class Alpha extends Base {}

    public static class Bravo extends Base {}

    public static class Charlie extends Base {}

    public static class Delta extends Base {}

    public static class Echo extends Base {}

    public static class Foxtrot extends Base {}

    public static class Verified implements Runnable {
        static Base last;

        @Override
        public void run() {
            System.out.print("runs ");
        }

        static void alphaOfLoadOrder() {
            last = new Alpha();
        }

        static void bravoOfLoadOrder() {
            last = new Bravo();
        }

        static void charlieOfLoadOrder() {
            last = new Charlie();
        }

        static void deltaOfLoadOrder() {
            last = new Delta();
        }
    }

    /** Linked with a superclass. */
    public static class Extended extends Verified {
        static void echoOfLoadOrder() {
            last = new Echo();
        }

        static void foxtrotOfLoadOrder() {
            last = new Foxtrot();
        }
    }

    public static class Listed {
        public Alpha alphaOfLoadOrder() {
            return null;
        }

        void bravoOfLoadOrder(Bravo b) {}

        public Charlie[] charlieOfLoadOrder() throws IOException {
            return null;
        }

        public void deltaOfLoadOrder(int i, Delta[][] d) {}
    }

    /** Defines a class that no loader finds. */
    public static class Hider implements Function<byte[], Class<?>> {
        @Override
        public Class<?> apply(byte[] file) {
            try {
                return MethodHandles.lookup().defineHiddenClass(file, false).lookupClass();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Telling extends ClassLoader {
        private final Set<String> missing;

        Telling(String... missing) {
            super(LoadOrder.class.getClassLoader());
            this.missing = Set.of(missing);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PREFIX)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    System.out.print(name.substring(PREFIX.length()) + " ");
                    if (missing.contains(name.substring(PREFIX.length()))) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] file = file(name);
                    loaded = defineClass(name, file, 0, file.length);
                }
                return loaded;
            }
        }
    }

    private LoadOrder() {}

    private static byte[] file(String name) throws ClassNotFoundException {
        try (InputStream in =
                LoadOrder.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    public static void main(String[] args) throws Exception {
        Names.alphaOfLoadOrder();
        verified(new Telling(), "Verified");
        verified(new Telling(), "Extended");
        verified(new Telling("Charlie"), "Verified");
        verified(new Telling("Bravo", "Delta"), "Verified");

        System.out.print("hidden: ");
        @SuppressWarnings("unchecked")
        Function<byte[], Class<?>> hider = (Function<byte[], Class<?>>) new Telling()
                .loadClass(PREFIX + "Hider")
                .getDeclaredConstructor()
                .newInstance();
        System.out.println(hider.apply(file(PREFIX + "Extended")).getName().startsWith(PREFIX + "Extended/"));

        System.out.print("listed: ");
        Class<?> listed = new Telling().loadClass(PREFIX + "Listed");
        for (Method m : listed.getDeclaredMethods()) {
            System.out.print(m.getName().charAt(0) + " ");
        }
        System.out.println();
        System.out.print("public: ");
        System.out.println(new Telling().loadClass(PREFIX + "Listed").getMethods().length);
    }

    private static void verified(ClassLoader loader, String name) throws Exception {
        System.out.print(name + ": ");
        Class<?> c = loader.loadClass(PREFIX + name);
        for (int i = 0; i < 2; i++) {
            try {
                ((Runnable) c.getDeclaredConstructor().newInstance()).run();
            } catch (NoClassDefFoundError e) {
                System.out.print(e + " for " + e.getCause() + " ");
            }
        }
        System.out.println();
    }
}
