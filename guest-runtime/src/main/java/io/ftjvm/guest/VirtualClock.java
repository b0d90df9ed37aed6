package io.ftjvm.guest;

/**
 * The guest's clock: nanoseconds since the epoch, monotonic. Set by {@link Interrupts#CLOCK} entries, interpolated by the
 * instruction count in between, so that a read costs no log entry. Token holder only.
 */
public final class VirtualClock {
    /** Where {@code System.nanoTime} starts: any constant will do, so long as it is the same everywhere. */
    private static final long NANO_TIME_ORIGIN = 1_600_000_000_000_000_000L;

    /** Interpolation never runs further ahead of the last setting than a recording port lets the clock lag. */
    private static final long MAX_INTERPOLATION = 50_000;

    private static long set = NANO_TIME_ORIGIN;
    private static long setAt;
    private static long last = NANO_TIME_ORIGIN;

    private VirtualClock() {}

    /** Sets the clock; never backwards. */
    static void set(long nanos) {
        set = Math.max(nanos, last);
        setAt = Lockstep.count;
        last = set;
    }

    /** Virtual time as of {@link Lockstep#count}, nanoseconds since the epoch; no poll. */
    public static long now() {
        long ahead = Math.min((Lockstep.count - setAt) >> 2, MAX_INTERPOLATION);
        if (set + ahead > last) {
            last = set + ahead;
        }
        return last;
    }

    /** What {@code System.nanoTime} returns at virtual time {@code now}. */
    public static long toNanoTime(long now) {
        return now - NANO_TIME_ORIGIN;
    }

    /** Takes the time for the guest: a poll point at which the clock, and only the clock, may be set. */
    static long read() {
        Scheduler.poll(Port.CLOCK_READ);
        return now();
    }

    /** The deadline {@code millis} from now; saturates. */
    static long deadlineMillis(long millis) {
        return millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : deadline(millis * 1_000_000);
    }

    /** The deadline {@code nanos} from now; saturates. */
    public static long deadline(long nanos) {
        long d = read() + nanos;
        return d < 0 ? Long.MAX_VALUE : d;
    }
}
