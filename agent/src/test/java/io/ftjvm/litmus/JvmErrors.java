package io.ftjvm.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Runs into the end of the stack and of the heap, and goes on. */
public final class JvmErrors {
    private static final int ROUNDS = 40;
    private static final int LATE = 60;

    private static int depth;
    private static int finals;
    private static volatile int overflows;
    private static int taken;

    private JvmErrors() {}

    private static void plain() {
        depth++;
        plain();
    }

    private static void withFinally() {
        try {
            depth++;
            withFinally();
        } finally {
            finals++;
        }
    }

    private static synchronized void ofClass() {
        depth++;
        ofClass();
    }

    private static void nested(Object[] locks, int i) {
        synchronized (locks[i % locks.length]) {
            depth++;
            nested(locks, i + 1);
        }
    }

    /** Asks itself. The JVM would lock it: it is not parallel capable. */
    private static final class Endless extends ClassLoader {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            depth++;
            return loadClass(name);
        }
    }

    private static void device(byte[] line) {
        depth++;
        System.err.write(line, 0, line.length);
        device(line);
    }

    /** Overflows while monitors are held that another thread wants, too: each is free afterwards. */
    private static void monitors() throws Exception {
        Object[] locks = new Object[50];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new Object();
        }
        Endless loader = new Endless();
        locks[0] = loader;
        Thread other = new Thread(() -> {
            while (overflows < ROUNDS) {
                takeAll(locks);
            }
            takeAll(locks);
        });
        other.start();
        for (int round = 0; round < ROUNDS; round++) {
            try {
                switch (round % 3) {
                    case 0:
                        ofClass();
                        break;
                    case 1:
                        nested(locks, round);
                        break;
                    default:
                        Class.forName("none", false, loader);
                        break;
                }
            } catch (StackOverflowError e) {
                overflows = overflows + 1;
            }
        }
        other.join();
        Check.that(taken > locks.length, "the other thread got every monitor");
        System.out.println("monitors are free");
    }

    private static void takeAll(Object[] locks) {
        synchronized (JvmErrors.class) {
            taken++;
        }
        for (Object lock : locks) {
            synchronized (lock) {
                taken++;
            }
        }
    }

    /** Defines one class. */
    private static final class Definer extends ClassLoader {
        private final byte[] bytes;

        Definer(byte[] bytes) {
            super(JvmErrors.class.getClassLoader());
            this.bytes = bytes;
        }

        Class<?> define() {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    /** Is defined near the end of the stack. */
    private static final class Late {}

    /** What is done near the end of the stack, over and over, with a little more room each time. */
    private interface Step {
        void run(int i) throws Exception;
    }

    private static void deep(Step step) {
        try {
            depth++;
            deep(step);
        } catch (StackOverflowError e) {
            // The end.
        }
        if (taken < LATE) {
            try {
                step.run(taken);
                taken++;
            } catch (StackOverflowError e) {
                // Not enough room: once more, further up.
            } catch (Exception | LinkageError e) {
                System.out.println(e);
                taken = LATE;
            }
        }
    }

    /** Has the JVM load classes of its own that nothing has used before. */
    private static void late(Module m) throws Exception {
        List<String> names = new ArrayList<>();
        try (ModuleReader reader = m.getLayer()
                        .configuration()
                        .findModule(m.getName())
                        .orElseThrow()
                        .reference()
                        .open();
                Stream<String> files = reader.list()) {
            files.filter(f -> f.startsWith("javax/xml/") && f.endsWith(".class"))
                    .sorted()
                    .limit(LATE)
                    .forEach(f -> names.add(
                            f.substring(0, f.length() - ".class".length()).replace('/', '.')));
        }
        Check.that(names.size() == LATE, "enough classes");
        deep(i -> Class.forName(names.get(i), false, null));
    }

    /** Where the stack ends for whom depends on the compilers: one time in hundreds it is never the transformer. */
    private static void late(byte[] bytes) {
        for (int round = 0; round < 8; round++) {
            Definer[] definers = new Definer[LATE];
            for (int i = 0; i < LATE; i++) {
                definers[i] = new Definer(bytes);
            }
            taken = 0;
            deep(i -> definers[i].define());
        }
    }

    private static byte[] late() throws IOException {
        try (InputStream in = Late.class.getResourceAsStream("JvmErrors$Late.class")) {
            return in.readAllBytes();
        }
    }

    private static void fillHeap() {
        List<byte[]> all = new ArrayList<>();
        try {
            for (; ; ) {
                all.add(new byte[1 << 20]);
                depth++;
            }
        } catch (OutOfMemoryError e) {
            all.clear();
            System.out.println("out of memory");
        }
    }

    /**
     * Runs into one of them.
     *
     * @param args which
     */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "heap":
                fillHeap();
                break;
            case "monitors":
                monitors();
                break;
            case "device":
                Check.thrown(StackOverflowError.class, () -> device("in the depth\n".getBytes()));
                break;
            case "task":
                FutureTask<Void> task = new FutureTask<>(JvmErrors::plain, null);
                task.run();
                Check.thrown(java.util.concurrent.ExecutionException.class, task::get);
                break;
            case "module":
                late(Class.forName("org.w3c.dom.Node").getModule());
                break;
            case "loader":
                late(late());
                break;
            case "uncaught":
                plain();
                break;
            default:
                recurse(args[0]);
                break;
        }
        System.out.println("end");
    }

    private static void recurse(String how) {
        try {
            if (how.equals("finally")) {
                withFinally();
            } else {
                plain();
            }
        } catch (StackOverflowError e) {
            Check.that(depth > 100, "deep");
            System.out.println(how + " overflowed");
        }
    }
}
