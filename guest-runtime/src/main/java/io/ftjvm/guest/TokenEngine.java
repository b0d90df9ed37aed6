package io.ftjvm.guest;

/**
 * Guest threads are platform threads, and the one without the token parks, or stays in its object's real wait set; or they
 * are virtual threads, which {@link Carrier}s mount.
 */
final class TokenEngine implements Engine {
    @Override
    public void transfer(GuestThread from, GuestThread to) {
        if (from.virtual) {
            Carrier.transfer(from, to);
        } else {
            giveTo(to);
            await(from);
        }
    }

    @Override
    public void give(GuestThread to) {
        giveTo(to);
    }

    static void giveTo(GuestThread to) {
        if (to.virtual) {
            Carrier.give(to);
            return;
        }
        Object parkedIn = to.parkedIn;
        Thread thread = to.thread;
        if (parkedIn != null) {
            giveTo(to, parkedIn);
            return;
        }
        to.token = true;
        if (thread != null) {
            Jdk.unpark(thread);
        }
    }

    /**
     * The monitor is free as far as guests go, so this never blocks for longer than a waiter needs to let go of it. The
     * token is given with the monitor held: had the one to get it not begun to wait yet, it would run on, be preempted in
     * the monitor and give the token back to the caller, who would wait for that monitor for ever.
     */
    static void giveTo(GuestThread to, Object o) {
        synchronized (o) {
            to.token = true;
            o.notifyAll();
        }
    }

    @Override
    public void await(GuestThread self) {
        if (self.parkedIn != null) {
            awaitIn(self, self.parkedIn);
        } else {
            while (!self.token) {
                Jdk.park();
            }
        }
        self.token = false;
    }

    /** Waits for real, which is what releases the real monitor; called with it held, returns with it held. */
    static void awaitIn(GuestThread self, Object o) {
        while (!self.token) {
            try {
                Jdk.realWait(o);
            } catch (InterruptedException e) {
                throw new IllegalStateException("the JVM took a guest thread for interrupted", e);
            }
        }
    }
}
