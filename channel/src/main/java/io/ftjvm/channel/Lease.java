package io.ftjvm.channel;

/**
 * The right to release outputs at this moment. A primary with a backup holds it for a short time after each
 * acknowledgement: a process that was stopped and continues finds it expired before it can emit anything. Any thread.
 */
final class Lease {
    private static final int UNCONDITIONAL = 0;
    private static final int TIMED = 1;
    private static final int NONE = 2;

    private int state = UNCONDITIONAL;
    private long until;

    /** Held from now on: there is no backup. */
    synchronized void unconditional() {
        state = UNCONDITIONAL;
        notifyAll();
    }

    /** Held until {@code System.nanoTime()} reaches {@code nanoTime}; an earlier end is never brought back. */
    synchronized void renew(long nanoTime) {
        if (state == UNCONDITIONAL || state == TIMED && nanoTime - until > 0) {
            state = TIMED;
            until = nanoTime;
            notifyAll();
        }
    }

    /** Not held from now on, whatever is renewed. */
    synchronized void suspend() {
        state = NONE;
    }

    synchronized boolean held() {
        return state == UNCONDITIONAL || state == TIMED && System.nanoTime() - until < 0;
    }

    /** Waits until it is held. Host threads only. */
    synchronized void await() throws InterruptedException {
        while (!held()) {
            wait();
        }
    }
}
