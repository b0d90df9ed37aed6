package io.ftjvm.agent.role;

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
    private boolean started;

    StandardInput(InterruptSink sink) {
        this.sink = sink;
    }

    synchronized void start() {
        if (!started) {
            started = true;
            Thread t = new Thread(this::read, "ftjvm-stdin");
            t.setDaemon(true);
            t.start();
        }
    }

    private void read() {
        byte[] buffer = new byte[CHUNK];
        // Never closed: the guest has the same descriptor.
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        try {
            for (int n; (n = in.read(buffer)) > 0; ) {
                sink.post(Interrupts.STDIN, 0, Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            // To the guest this is the end of the input, as it is when a terminal goes away.
            sink.post(Interrupts.STDIN, 0, new byte[0]);
            return;
        }
        sink.post(Interrupts.STDIN, 0, new byte[0]);
    }
}
