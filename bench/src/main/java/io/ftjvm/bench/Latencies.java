package io.ftjvm.bench;

import java.util.Arrays;
import java.util.Collection;
import org.HdrHistogram.Histogram;

/** When operations were due and when they were answered, in {@link System#nanoTime}. Not thread-safe. */
public final class Latencies {
    private long[] due = new long[1024];
    private long[] answered = new long[1024];
    private int size;

    void add(long dueAt, long answeredAt) {
        if (size == due.length) {
            due = Arrays.copyOf(due, size * 2);
            answered = Arrays.copyOf(answered, size * 2);
        }
        due[size] = dueAt;
        answered[size] = answeredAt;
        size++;
    }

    static Latencies of(Collection<Latencies> parts) {
        Latencies all = new Latencies();
        for (Latencies part : parts) {
            for (int i = 0; i < part.size; i++) {
                all.add(part.due[i], part.answered[i]);
            }
        }
        return all;
    }

    /** Adds to {@code histogram} the latency, in nanoseconds, of each operation that was due in [from, to). */
    public void collect(Histogram histogram, long from, long to) {
        for (int i = 0; i < size; i++) {
            if (due[i] - from >= 0 && due[i] - to < 0) {
                histogram.recordValue(Math.max(answered[i] - due[i], 0));
            }
        }
    }

    /**
     * The longest time, in nanoseconds, within [from, to) in which no client was answered.
     */
    public long longestSilence(long from, long to) {
        long[] times = Arrays.stream(answered, 0, size)
                .filter(t -> t - from >= 0 && t - to < 0)
                .sorted()
                .toArray();
        long longest = 0;
        long last = from;
        for (long time : times) {
            longest = Math.max(longest, time - last);
            last = time;
        }
        return Math.max(longest, to - last);
    }
}
