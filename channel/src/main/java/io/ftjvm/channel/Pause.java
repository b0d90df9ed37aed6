package io.ftjvm.channel;

import java.util.concurrent.locks.LockSupport;

/** Sleeping on a guest thread, whose interrupt status is the guest's. */
final class Pause {
    private Pause() {}

    /** Sleeps so many nanoseconds whether or not the thread is interrupted, and leaves its status as it was. */
    static void nanos(long nanos) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
