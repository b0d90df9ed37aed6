package io.ftjvm.litmus;

import java.util.Objects;

/** What a guest asserts about the JVM under it. Any thread may call it. */
final class Check {
    private Check() {}

    static void that(boolean holds, String claim) {
        if (!holds) {
            fail(claim);
        }
    }

    static void equal(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            fail(what + ": expected " + expected + ", was " + actual);
        }
    }

    /** At least {@code millis} must have passed since {@code start}, a {@code System.nanoTime}; clocks may differ by 1 ms. */
    static void lasted(long millis, long start, String what) {
        long passed = System.nanoTime() - start;
        if (passed < (millis - 1) * 1_000_000) {
            fail(what + " lasted " + passed + " ns only, not " + millis + " ms");
        }
    }

    /** Runs {@code body} and returns what it throws, which must be a {@code type}. */
    static <T extends Throwable> T thrown(Class<T> type, Body body) {
        try {
            body.run();
        } catch (Throwable t) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
            t.printStackTrace();
            fail("expected " + type.getName() + ", was " + t);
        }
        fail("expected " + type.getName() + ", nothing was thrown");
        return null;
    }

    /** Ends the process at once, whatever it is doing: hooks could hang on what has gone wrong. */
    static void fail(String claim) {
        new Throwable("violated: " + claim).printStackTrace();
        Runtime.getRuntime().halt(3);
    }

    interface Body {
        void run() throws Throwable;
    }
}
