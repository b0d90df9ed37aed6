package io.ftjvm.channel;

import io.ftjvm.guest.Outputs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;

/**
 * Standard output and error, written by a thread of its own because a reader of the pipe may be slow and neither the guest
 * nor the channel may wait for it. Keeps count of what has been written, for the log.
 */
public final class ConsoleDevice implements OutputDevice {
    /** More than this unwritten stops the guest. */
    private static final int MAX_BACKLOG = 4 << 20;

    private record Text(int kind, byte[] bytes) {}

    private final OutputStream out;
    private final OutputStream err;
    private final Lease lease;
    private final ArrayDeque<Text> queue = new ArrayDeque<>();
    private long backlog;
    private Runnable onProgress = () -> {};

    private volatile long writtenOut;
    private volatile long writtenErr;

    /** Writes to these streams, of which {@code startOut} and {@code startErr} bytes have been written before. */
    ConsoleDevice(OutputStream out, OutputStream err, Lease lease, long startOut, long startErr) {
        this.out = out;
        this.err = err;
        this.lease = lease;
        this.writtenOut = startOut;
        this.writtenErr = startErr;
        Thread writer = new Thread(null, this::write, "ftjvm-console", 0, false);
        writer.setDaemon(true);
        writer.start();
    }

    /** Has {@code action} called, by the writing thread, whenever {@link #written} has grown. Before the first output. */
    synchronized void onProgress(Runnable action) {
        onProgress = action;
    }

    /** Bytes written since boot to the stream that {@code kind} names. */
    long written(int kind) {
        return kind == Outputs.STDOUT ? writtenOut : writtenErr;
    }

    @Override
    public synchronized void emit(int kind, long id, byte[] data) {
        queue.add(new Text(kind, data));
        backlog += data.length;
        notifyAll();
    }

    /** Waits while too much is unwritten. Token holder. */
    void awaitRoom() {
        awaitBacklog(MAX_BACKLOG);
    }

    @Override
    public void drain() {
        awaitBacklog(0);
    }

    private synchronized void awaitBacklog(long atMost) {
        boolean interrupted = false;
        while (backlog > atMost) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (; ; ) {
                Text text = take();
                lease.await();
                writeOut(text);
                written(text);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized Text take() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        return queue.poll();
    }

    private void writeOut(Text text) {
        try {
            (text.kind == Outputs.STDOUT ? out : err).write(text.bytes);
        } catch (IOException e) {
            // As with System.out: a reader that has gone away is not the program's concern.
            return;
        }
    }

    private void written(Text text) {
        Runnable action;
        synchronized (this) {
            if (text.kind == Outputs.STDOUT) {
                writtenOut += text.bytes.length;
            } else {
                writtenErr += text.bytes.length;
            }
            backlog -= text.bytes.length;
            notifyAll();
            action = onProgress;
        }
        action.run();
    }
}
