package io.ftjvm.guest;

/** The instruction count, derived from the down-counter in the facade that rewritten code uses. */
public final class Instructions {
    /** Instructions between two scheduling points; part of the image, the same on both sides. */
    public static final int DEFAULT_QUANTUM = 50_000;

    private static int quantum = DEFAULT_QUANTUM;

    /** Sum of all quanta handed out; count = granted - left. */
    private static long granted;

    private Instructions() {}

    /** Instructions executed so far. */
    static long count() {
        return granted - Ftjvm.left;
    }

    /** Starts to count. Called once, by the main thread, before the guest starts. */
    static void start(int instructions) {
        quantum = instructions;
        granted = 0;
        Ftjvm.left = 0;
        refill();
    }

    /** The counter runs out at the next check, and has counted as much as it has. */
    static void expire() {
        granted -= Ftjvm.left + 1;
        Ftjvm.left = -1;
    }

    /** The counter ran out. */
    static void refill() {
        do {
            granted += quantum;
            Ftjvm.left += quantum;
        } while (Ftjvm.left < 0);
    }
}
