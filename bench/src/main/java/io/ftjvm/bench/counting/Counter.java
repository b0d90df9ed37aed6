package io.ftjvm.bench.counting;

/** Stands in for the guest runtime's counter; a trap only starts the next quantum. */
public final class Counter {
    /** Internal name of this class. */
    static final String NAME = "io/ftjvm/bench/counting/Counter";

    private static final int QUANTUM = 1 << 20;

    /** Instructions left of the quantum. */
    public static int left = QUANTUM;

    private Counter() {}

    /** Starts the next quantum. */
    public static void trap() {
        while (left < 0) {
            left += QUANTUM;
        }
    }

    /** Counts {@code n} instructions. */
    public static void count(int n) {
        if ((left -= n) < 0) {
            trap();
        }
    }

    /** Counts {@code n} instructions of a call-free loop. */
    public static void slow(int n) {
        if ((left -= n) < 0) {
            trap();
        }
    }
}
