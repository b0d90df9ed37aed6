package io.ftjvm.channel;

import io.ftjvm.guest.Outputs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.function.LongConsumer;

/**
 * The output rule: while there is a backup, an output is released only once the backup has acknowledged the log up to and
 * including the output's entry, and only while that acknowledgement is fresh. Outputs are released in the order in which
 * the guest made them. Any thread.
 */
public final class OutputGate {
    /** More than this held stops the guest. */
    static final long MAX_HELD = 16 << 20;

    private enum Mode {
        UNPROTECTED,
        PROTECTED,
        SUSPENDED
    }

    private record Held(int kind, long id, byte[] data, long logOffset, long since) {}

    private final OutputDevice network;
    private final ConsoleDevice console;
    private final Lease lease;
    private final LongConsumer holdTime;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long heldBytes;
    /** Log offset up to which a backup has the log. */
    private long acknowledged;

    private Mode mode = Mode.UNPROTECTED;

    private OutputGate(OutputDevice network, ConsoleDevice console, Lease lease, LongConsumer holdTime) {
        this.network = network;
        this.console = console;
        this.lease = lease;
        this.holdTime = holdTime;
    }

    /**
     * A gate that is open, in front of {@code network} and of the process's standard streams.
     *
     * @param holdTime told how long each output was held, nanoseconds
     */
    public static OutputGate open(OutputDevice network, LongConsumer holdTime) {
        return open(network, new ConsoleTail(), holdTime);
    }

    /**
     * The same at go-live: what the predecessor has not written to the console comes first.
     *
     * @param console the predecessor's; null if there was none
     */
    public static OutputGate open(OutputDevice network, ConsoleTail console, LongConsumer holdTime) {
        return open(
                network,
                console == null ? new ConsoleTail() : console,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                holdTime);
    }

    static OutputGate open(
            OutputDevice network, ConsoleTail tail, OutputStream out, OutputStream err, LongConsumer holdTime) {
        Lease lease = new Lease();
        long releasedOut = tail.released(Outputs.STDOUT);
        long releasedErr = tail.released(Outputs.STDERR);
        ConsoleDevice console = new ConsoleDevice(out, err, lease, releasedOut, releasedErr);
        tail.emitUnreleased(console);
        return new OutputGate(network, console, lease, holdTime);
    }

    ConsoleDevice console() {
        return console;
    }

    /** Where the guest's hints go. */
    OutputDevice network() {
        return network;
    }

    /**
     * An output whose entry ends at {@code logOffset}. Token holder; waits while too much is held.
     *
     * @param data now the gate's
     */
    void submit(int kind, long id, byte[] data, long logOffset) {
        synchronized (this) {
            boolean free =
                    mode == Mode.UNPROTECTED || mode == Mode.PROTECTED && logOffset <= acknowledged && lease.held();
            if (free && held.isEmpty()) {
                if (mode == Mode.PROTECTED) {
                    // The acknowledgement was faster than this thread.
                    holdTime.accept(0);
                }
                emit(kind, id, data);
            } else {
                held.add(new Held(kind, id, data, logOffset, System.nanoTime()));
                heldBytes += data.length;
                awaitHeld(MAX_HELD);
            }
        }
        if (isConsole(kind)) {
            console.awaitRoom();
        }
    }

    /** From now on outputs wait for {@link #acknowledged}. */
    public synchronized void protect() {
        acknowledged = 0;
        mode = Mode.PROTECTED;
        lease.renew(System.nanoTime());
    }

    /**
     * The backup has all of the log before {@code logOffset}; it followed this primary as late as {@code timeout} before
     * {@code until}, so that nobody else has gone live before then.
     *
     * @param until {@code System.nanoTime()}
     */
    public synchronized void acknowledged(long logOffset, long until) {
        if (mode != Mode.PROTECTED) {
            return;
        }
        lease.renew(until);
        acknowledged = Math.max(acknowledged, logOffset);
        while (!held.isEmpty() && held.peek().logOffset <= logOffset && lease.held()) {
            release(held.poll());
        }
        notifyAll();
    }

    /** Contact lost: nothing is released until {@link #unprotect}. */
    public synchronized void suspend() {
        mode = Mode.SUSPENDED;
        lease.suspend();
    }

    /** The test-and-set has been won, there is no backup: releases everything, from now on at once. */
    public synchronized void unprotect() {
        mode = Mode.UNPROTECTED;
        lease.unconditional();
        while (!held.isEmpty()) {
            release(held.poll());
        }
        notifyAll();
    }

    /** Waits until every output so far has been released and has left the process. Not interruptible. */
    void awaitDrained() {
        synchronized (this) {
            awaitHeld(-1);
        }
        console.drain();
        network.drain();
    }

    /** Waits until at most {@code bytes} are held; with -1 until nothing is. The monitor is held. */
    private void awaitHeld(long bytes) {
        boolean interrupted = false;
        while (bytes < 0 ? !held.isEmpty() : heldBytes > bytes) {
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

    private void release(Held h) {
        heldBytes -= h.data.length;
        holdTime.accept(System.nanoTime() - h.since);
        emit(h.kind, h.id, h.data);
    }

    private void emit(int kind, long id, byte[] data) {
        (isConsole(kind) ? console : network).emit(kind, id, data);
    }

    private static boolean isConsole(int kind) {
        return kind == Outputs.STDOUT || kind == Outputs.STDERR;
    }
}
