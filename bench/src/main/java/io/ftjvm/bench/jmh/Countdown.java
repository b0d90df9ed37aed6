package io.ftjvm.bench.jmh;

/** The down-counter as rewritten code sees it. One benchmark thread only. */
final class Countdown {
    private static final int QUANTUM = 1 << 20;

    /** Instructions left until the trap. */
    static int left = QUANTUM;

    private Countdown() {}

    /** The counter has run out. */
    static void trap() {
        left += QUANTUM;
    }

    /** The slow path of a loop that counts in a local variable. */
    static void slow(int delta) {
        left -= delta;
        if (left < 0) {
            trap();
        }
    }

    /** The check at a counted method's entry. */
    static void enter(int weight) {
        if ((left -= weight) < 0) {
            trap();
        }
    }
}
