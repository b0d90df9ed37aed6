package io.ftjvm.instrumentation.counting;

/** The counter class of the tests. Remembers how far it has counted, and where it trapped. */
public final class Probe {
    static final String NAME = "io/ftjvm/instrumentation/counting/Probe";

    private static final int QUANTUM = 5_003;
    private static final StackWalker STACK = StackWalker.getInstance();

    /** Counts down. */
    public static int left = QUANTUM;

    private static long traps;
    private static int positions;
    private static int initialisers;
    private static int uses;

    private Probe() {}

    public static void trap() {
        if (left >= 0) {
            throw new IllegalStateException("trap with " + left + " left");
        }
        while (left < 0) {
            left += QUANTUM;
            traps++;
        }
        positions = STACK.walk(frames -> frames.filter(f -> !f.getClassName().equals(Probe.class.getName()))
                        .map(f -> f.getClassName() + f.getMethodName() + f.getByteCodeIndex())
                        .findFirst()
                        .orElse("")
                        .hashCode())
                + 31 * positions;
    }

    public static void count(int n) {
        if ((left -= n) < 0) {
            trap();
        }
    }

    public static void slow(int n) {
        if ((left -= n) < 0) {
            trap();
        }
    }

    public static void clinitEnter(Class<?> c) {
        initialisers++;
    }

    public static void used(Class<?> c) {
        uses++;
    }

    public static void clinitExit() {
        initialisers--;
    }

    /** How much has been counted. */
    static long total() {
        return traps * QUANTUM + (QUANTUM - left);
    }

    /** A hash of the places of all traps. */
    static int positions() {
        return positions;
    }

    /** Announced uses of other classes. */
    static int uses() {
        return uses;
    }

    /** Class initialisers that have begun and not ended. */
    public static int initialisers() {
        return initialisers;
    }
}
