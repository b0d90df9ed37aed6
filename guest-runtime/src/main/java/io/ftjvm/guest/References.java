package io.ftjvm.guest;

import java.lang.ref.Reference;

/**
 * What a guest sees of reference queues: nothing ever arrives. When the collector clears a reference is not in the log
 * yet, so a guest must not be able to tell.
 */
final class References {
    private References() {}

    /** {@code ReferenceQueue.remove}. */
    static Reference<?> remove(GuestThread g, long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("Negative timeout value");
        }
        long deadline = millis == 0 ? Long.MAX_VALUE : VirtualClock.deadlineMillis(millis);
        if (Scheduler.block(null, deadline, true) == Scheduler.INTERRUPTED) {
            g.interrupted = false;
            throw new InterruptedException();
        }
        return null;
    }
}
