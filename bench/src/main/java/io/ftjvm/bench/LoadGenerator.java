package io.ftjvm.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.Recorder;

/**
 * Sends operations at a constant rate, spread evenly over a number of clients, whether or not earlier ones have come
 * back. Latency counts from the moment an operation was due, so a stall shows in every operation it delayed. A client
 * whose connection breaks connects again and repeats its operation until somebody answers.
 *
 * <p>Any thread may call any method.
 */
public final class LoadGenerator {
    private static final long RECONNECT_PAUSE_NANOS = 10_000_000;
    private static final long LOG_PERIOD_MILLIS = 1000;
    private static final long MAX_LATENCY_NANOS = 600_000_000_000L;

    private final double rate;
    private final List<? extends LoadClient> clients;
    /** The number of each client's next operation. */
    private final long[] next;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Latencies> latencies = new ArrayList<>();
    private final Recorder recorder = new Recorder(MAX_LATENCY_NANOS, 3);
    private final LongAdder completed = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private HistogramLogWriter log;
    private Thread logger;
    private volatile long stopAt = Long.MAX_VALUE;
    private volatile long giveUpAt = Long.MAX_VALUE;

    /** Will send {@code rate} operations a second in all. */
    public LoadGenerator(double rate, List<? extends LoadClient> clients) {
        if (!(rate > 0) || clients.isEmpty()) {
            throw new IllegalArgumentException("rate " + rate + ", " + clients.size() + " clients");
        }
        this.rate = rate;
        this.clients = List.copyOf(clients);
        this.next = new long[clients.size()];
    }

    /** Writes an HdrHistogram interval log, in nanoseconds, a line a second. Before {@link #start}. */
    public LoadGenerator logTo(Path file) throws IOException {
        try {
            log = new HistogramLogWriter(file.toFile());
        } catch (FileNotFoundException e) {
            throw new IOException("cannot write " + file, e);
        }
        return this;
    }

    /** Starts sending; after {@link #stop}, goes on where that ended. */
    public synchronized void start() {
        stopAt = Long.MAX_VALUE;
        giveUpAt = Long.MAX_VALUE;
        long start = System.nanoTime();
        double period = 1e9 / rate;
        for (int i = 0; i < clients.size(); i++) {
            LoadClient client = clients.get(i);
            Latencies own = new Latencies();
            latencies.add(own);
            int index = i;
            long first = start + (long) (i * period);
            threads.add(new Thread(
                    () -> next[index] = run(client, next[index], own, first, period * clients.size()), "load-" + i));
        }
        recorder.reset();
        if (log != null) {
            logger = new Thread(this::writeLog, "load-log");
            logger.setDaemon(true);
            logger.start();
        }
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Starts no more operations, waits for those that have been, and disconnects. An operation that nobody answers
     * within {@code grace} stays without an outcome.
     *
     * @throws IllegalStateException if a client failed otherwise than by a broken connection
     */
    public synchronized void stop(Duration grace) throws InterruptedException {
        long now = System.nanoTime();
        giveUpAt = now + grace.toNanos();
        stopAt = now;
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
        if (logger != null) {
            logger.interrupt();
            logger.join();
            logger = null;
            log.close();
            log = null;
        }
        Throwable f = failure.get();
        if (f != null) {
            throw new IllegalStateException("a client failed: " + f, f);
        }
    }

    /** Operations that were answered. */
    public long completed() {
        return completed.sum();
    }

    /** Times that a connection broke under an operation. */
    public long errors() {
        return errors.sum();
    }

    /** Times that a connection could not be made. */
    public long refusals() {
        return refusals.sum();
    }

    /** When each operation was due and when it was answered. After {@link #stop}. */
    public Latencies latencies() {
        return Latencies.of(latencies);
    }

    /** Returns the number of the operation to go on with. */
    private long run(LoadClient client, long begin, Latencies own, long first, double period) {
        long n = begin;
        try {
            boolean connected = false;
            for (; ; n++) {
                long due = first + (long) ((n - begin) * period);
                if (!awaitTurn(due)) {
                    break;
                }
                for (; ; ) {
                    try {
                        if (!connected) {
                            client.connect();
                            connected = true;
                        }
                        client.perform(n);
                        break;
                    } catch (IOException e) {
                        (connected || !(e instanceof ConnectException) ? errors : refusals).increment();
                        client.disconnect();
                        connected = false;
                        if (System.nanoTime() - giveUpAt >= 0) {
                            return n;
                        }
                        LockSupport.parkNanos(RECONNECT_PAUSE_NANOS);
                    }
                }
                long now = System.nanoTime();
                own.add(due, now);
                recorder.recordValue(Math.min(Math.max(now - due, 0), MAX_LATENCY_NANOS));
                completed.increment();
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            client.disconnect();
        }
        return n;
    }

    private boolean awaitTurn(long due) {
        for (; ; ) {
            long now = System.nanoTime();
            if (stopAt != Long.MAX_VALUE && now - stopAt >= 0) {
                return false;
            }
            long left = due - now;
            if (left <= 0) {
                return true;
            }
            LockSupport.parkNanos(Math.min(left, 50_000_000));
        }
    }

    private void writeLog() {
        long base = System.currentTimeMillis();
        log.outputComment("[latency in nanoseconds from when an operation was due, by ftjvm-bench]");
        log.outputLogFormatVersion();
        log.outputStartTime(base);
        log.setBaseTime(base);
        log.outputLegend();
        boolean more = true;
        while (more) {
            try {
                Thread.sleep(LOG_PERIOD_MILLIS);
            } catch (InterruptedException e) {
                more = false;
            }
            log.outputIntervalHistogram(recorder.getIntervalHistogram());
        }
    }
}
