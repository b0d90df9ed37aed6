package io.ftjvm.channel;

/**
 * Translates a log offset that the backup has executed into a time: how long ago the log was no longer than that. Keeps a
 * bounded table of when the log reached which length. The channel's thread only.
 */
final class LagMeter {
    private static final int SAMPLES = 8192;
    private static final long INTERVAL = 1_000_000;

    private final long[] offsets = new long[SAMPLES];
    private final long[] times = new long[SAMPLES];
    /** Samples taken so far; the latest {@link #SAMPLES} are kept. */
    private long taken;

    /** The log is {@code end} long at {@code now}, nanoseconds. */
    void sample(long end, long now) {
        if (taken > 0) {
            int latest = index(taken - 1);
            if (end == offsets[latest] || now - times[latest] < INTERVAL) {
                return;
            }
        }
        int i = index(taken++);
        offsets[i] = end;
        times[i] = now;
    }

    /** Nanoseconds since the log grew past {@code executed}; 0 if it has not, given that it ends at {@code end}. */
    long lag(long executed, long end, long now) {
        if (executed >= end || taken == 0) {
            return 0;
        }
        long low = Math.max(0, taken - SAMPLES);
        long high = taken - 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (offsets[index(middle)] > executed) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Math.max(0, now - times[index(low)]);
    }

    private static int index(long sample) {
        return (int) (sample % SAMPLES);
    }
}
