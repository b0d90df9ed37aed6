package io.ftjvm.litmus.memory;

import java.util.concurrent.atomic.AtomicInteger;

/** Drops objects with finalizers and prints how many have run: not a guest that is the same on a plain JVM. */
public final class Finalizers {
    private static final AtomicInteger RUN = new AtomicInteger();

    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            new Finalizable();
        }
        for (int i = 0; i < 50 && RUN.get() == 0; i++) {
            System.gc();
            Thread.sleep(5);
        }
        System.out.println(RUN.get() == 0 ? "none" : "some");
    }

    private static final class Finalizable {
        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            RUN.incrementAndGet();
        }
    }
}
