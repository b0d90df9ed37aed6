package io.ftjvm.channel;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes {@link Latencies} to an HdrHistogram interval log once a second, a line for each tag; values are nanoseconds. */
public final class LatencyLog implements Closeable {
    private static final long SECOND = 1_000_000_000L;

    private final FileOutputStream out;
    private final HistogramLogWriter writer;
    private final Latencies.Tagged[] recorders;
    private final Histogram[] histograms;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    /** Creates the file, or empties it, and starts the thread that writes it. */
    public LatencyLog(Path path, Latencies latencies) throws IOException {
        out = new FileOutputStream(path.toFile());
        writer = new HistogramLogWriter(out);
        recorders = latencies.all();
        histograms = new Histogram[recorders.length];
        long now = System.currentTimeMillis();
        writer.outputLogFormatVersion();
        writer.outputStartTime(now);
        writer.setBaseTime(now);
        writer.outputLegend();
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
        } finally {
            lock.unlock();
        }
    }

    /** The lock is held. */
    private void write() {
        for (int i = 0; i < recorders.length; i++) {
            histograms[i] = recorders[i].interval(histograms[i]);
            if (histograms[i].getTotalCount() > 0) {
                writer.outputIntervalHistogram(histograms[i]);
            }
        }
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
