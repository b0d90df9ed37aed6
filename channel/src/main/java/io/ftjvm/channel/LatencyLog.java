package io.ftjvm.channel;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/**
 * Writes {@link Latencies} to an HdrHistogram interval log once a second, a line for each tag; values are nanoseconds.
 *
 * <p>The library's own writer formats with {@code Formatter} and {@code Date}. Those fill caches of locales, formats and
 * time zones that the guest shares, so that it would do less when it formats something itself: on this side only.
 */
public final class LatencyLog implements Closeable {
    private static final long SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1000;

    private final FileOutputStream out;
    private final long start = System.currentTimeMillis();
    private final Latencies.Tagged[] recorders;
    private final Histogram[] histograms;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    /** Creates the file, or empties it, and starts the thread that writes it. */
    public LatencyLog(Path path, Latencies latencies) throws IOException {
        out = new FileOutputStream(path.toFile());
        recorders = latencies.all();
        histograms = new Histogram[recorders.length];
        line("#[Histogram log format version 1.3]");
        line("#[StartTime: " + thousandths(start) + " (seconds since epoch)]");
        line("#[BaseTime: " + thousandths(start) + " (seconds since epoch)]");
        line("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"");
        Thread thread = new Thread(null, this::run, "ftjvm-latency", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                closing.awaitNanos(SECOND);
                if (!closed) {
                    write();
                }
            }
        } catch (InterruptedException e) {
            closed = true;
        } catch (IOException e) {
            closed = true;
            StandardError.line("ftjvm: the latency log ends here: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** The lock is held. */
    private void write() throws IOException {
        for (int i = 0; i < recorders.length; i++) {
            histograms[i] = recorders[i].interval(histograms[i]);
            if (histograms[i].getTotalCount() > 0) {
                line(interval(histograms[i]));
            }
        }
    }

    /** Tag, start and length in seconds, greatest value in milliseconds, and the histogram. */
    private String interval(Histogram h) {
        ByteBuffer compressed = ByteBuffer.allocate(h.getNeededByteBufferCapacity());
        int length = h.encodeIntoCompressedByteBuffer(compressed);
        String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(compressed.array(), length));
        return "Tag=" + h.getTag() + ","
                + thousandths(h.getStartTimeStamp() - start) + ","
                + thousandths(h.getEndTimeStamp() - h.getStartTimeStamp()) + ","
                + thousandths(h.getMaxValue() / NANOS_PER_MICRO) + ","
                + encoded;
    }

    private void line(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A decimal fraction with three digits; not negative. */
    private static String thousandths(long n) {
        long positive = Math.max(0, n);
        String digits = Long.toString(1000 + positive % 1000);
        return positive / 1000 + "." + digits.substring(1);
    }

    /** Writes what has been recorded since the last second and closes the file. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (!closed) {
                write();
                closed = true;
                closing.signal();
                out.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
