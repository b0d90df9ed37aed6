package io.ftjvm.instrumentation.counting;

/**
 * How many instructions a check stands for: about as many as the code it guards has bytecodes, within bounds, so that a
 * unit of count is roughly the same amount of work everywhere. A weight depends on the class file and nothing else.
 */
final class Weights {
    private static final int UNIT = 8;
    private static final int MAX_LOOP = 64;
    private static final int MAX_RECURSION = 32;

    private Weights() {}

    /** For one turn of a loop of {@code bytecodes}. */
    static int loop(int bytecodes) {
        return Math.min(MAX_LOOP, (bytecodes + UNIT - 1) / UNIT * UNIT);
    }

    /** For one turn of a call-free loop: a power of two, because C2 gives up vectorising for other strides. */
    static int callFreeLoop(int bytecodes) {
        int atLeastUnit = Math.max(bytecodes, UNIT);
        return Math.min(MAX_LOOP, Integer.highestOneBit(2 * atLeastUnit - 1));
    }

    /** For one execution of a method of {@code bytecodes} that calls itself. */
    static int recursion(int bytecodes) {
        return Math.min(MAX_RECURSION, bytecodes);
    }
}
