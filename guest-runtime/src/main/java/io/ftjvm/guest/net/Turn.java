package io.ftjvm.guest.net;

import io.ftjvm.guest.GuestThread;
import io.ftjvm.guest.Scheduler;
import io.ftjvm.guest.WaitQueue;

/** One guest thread at a time, for an operation that may block in the middle. Not reentrant. */
final class Turn {
    private final WaitQueue waiting = new WaitQueue();
    private GuestThread owner;

    void enter() {
        while (owner != null) {
            Scheduler.block(waiting, Long.MAX_VALUE, false);
        }
        owner = Scheduler.current();
    }

    void leave() {
        owner = null;
        waiting.wakeOne();
    }

    boolean isMine() {
        return owner != null && owner == Scheduler.current();
    }
}
