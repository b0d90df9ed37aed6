package io.ftjvm.litmus;

/** Exceptions that compiled code throws by itself, often enough for the compilers to think of leaving out the trace. */
public final class FastThrows {
    private static final int TIMES = 60_000;

    public static void main(String[] args) {
        Object[] none = args.length > 0 ? args : null;
        int[] empty = new int[0];
        Object text = "text";
        int traces = 0;
        for (int i = 0; i < TIMES; i++) {
            traces += length(() -> none.length)
                    + length(() -> empty[args.length])
                    + length(() -> (Integer) text)
                    + length(() -> 1 / empty.length);
        }
        System.out.println(traces);
        Check.that(traces >= 4 * TIMES, "every exception has a trace");
    }

    private static int length(Failing f) {
        try {
            return -f.run();
        } catch (RuntimeException e) {
            return e.getStackTrace().length;
        }
    }

    /** Throws. */
    private interface Failing {
        int run();
    }
}
