package io.ftjvm.agent.role;

import io.ftjvm.guest.Guest;
import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.Interrupts;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;

/** The host's side of standard input: a thread that reads once the guest has asked for it. */
final class StandardInput {
    private static final int CHUNK = 8192;

    private final InterruptSink sink;
    private final int window = Guest.stdinWindow();
    private boolean started;
    private long posted;
    private long consumed;

    StandardInput(InterruptSink sink) {
        this.sink = sink;
    }

    /** The guest reads, and has consumed so many bytes since its boot. */
    synchronized void wanted(long total) {
        consumed = total;
        notifyAll();
        if (!started) {
            started = true;
            // What has been delivered elsewhere before, and not been consumed, counts for nothing.
            posted = total;
            Thread t = new Thread(null, this::read, "ftjvm-stdin", 0, false);
            t.setDaemon(true);
            t.start();
        }
    }

    /** Posts {@code data}, once the guest has consumed enough of what came before. */
    private synchronized void post(byte[] data) throws InterruptedException {
        while (posted - consumed > window) {
            wait();
        }
        posted += data.length;
        sink.post(Interrupts.STDIN, 0, data);
    }

    private void read() {
        byte[] buffer = new byte[CHUNK];
        // Never closed: the guest has the same descriptor.
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        try {
            for (int n; (n = in.read(buffer)) > 0; ) {
                post(Arrays.copyOf(buffer, n));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            // To the guest this is the end of the input, as it is when a terminal goes away.
            sink.post(Interrupts.STDIN, 0, new byte[0]);
            return;
        }
        sink.post(Interrupts.STDIN, 0, new byte[0]);
    }
}
