package io.ftjvm.guest.net;

import io.ftjvm.guest.Scheduler;
import io.ftjvm.guest.WaitQueue;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.InterruptibleChannel;

/**
 * How a channel's operation blocks: {@code Thread.interrupt} closes the channel, and so may any other thread. Takes the
 * place of {@code AbstractInterruptibleChannel.begin} and {@code end}, which are made for threads that block in a system
 * call.
 */
final class Blocking {
    private Blocking() {}

    /** To be called when a blocking operation begins: an interrupted thread does not even try. */
    static void begin(InterruptibleChannel c) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            c.close();
            throw new ClosedByInterruptException();
        }
    }

    /**
     * Blocks once.
     *
     * @return false if the deadline passed
     * @throws ClosedByInterruptException if the thread was interrupted; the channel is closed, the status still set
     * @throws AsynchronousCloseException if another thread closed the channel
     */
    static boolean await(InterruptibleChannel c, WaitQueue queue, long deadline) throws IOException {
        int reason = Scheduler.blockInDevice(queue, deadline, true);
        if (reason == Scheduler.INTERRUPTED) {
            c.close();
            throw new ClosedByInterruptException();
        }
        if (!c.isOpen()) {
            throw new AsynchronousCloseException();
        }
        return reason != Scheduler.TIMEOUT;
    }
}
