package io.ftjvm.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** Virtual threads that sleep in class initialisers: each keeps the platform thread that it is on. */
public final class VirtualPinned {
    /** Initialised by one thread for each loader that defines it. */
    private static final class Sleeper {
        static {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Check.fail("interrupted");
            }
        }
    }

    /** Of the common pool, which is made with the first virtual thread. */
    public static final class Factory implements ForkJoinPool.ForkJoinWorkerThreadFactory {
        public Factory() {
            System.out.println("factory at " + System.nanoTime());
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }
    }

    private static final class Definer extends ClassLoader {
        Definer() {
            super(VirtualPinned.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    private VirtualPinned() {}

    /**
     * Has some sleep.
     *
     * @param args how many
     */
    public static void main(String[] args) throws Exception {
        if (Virtual.absent()) {
            return;
        }
        System.setProperty("java.util.concurrent.ForkJoinPool.common.threadFactory", Factory.class.getName());
        byte[] bytes = bytes();
        List<Thread> sleepers = new ArrayList<>();
        int n = args.length == 0 ? 20 : Integer.parseInt(args[0]);
        for (int i = 0; i < n; i++) {
            Class<?> sleeper = new Definer().define(bytes);
            sleepers.add(Virtual.start(
                    "sleeper-" + i, () -> Class.forName(sleeper.getName(), true, sleeper.getClassLoader())));
        }
        for (Thread t : sleepers) {
            t.join();
        }
        System.out.println("slept");
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = Sleeper.class.getResourceAsStream("VirtualPinned$Sleeper.class")) {
            return in.readAllBytes();
        }
    }
}
