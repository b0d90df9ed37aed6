package io.ftjvm.guest;

/** Guest threads are platform threads; the one without the token parks, or stays in its object's real wait set. */
final class TokenEngine implements Engine {
    @Override
    public void transfer(GuestThread from, GuestThread to) {
        give(to);
        await(from);
    }

    @Override
    public void give(GuestThread to) {
        Object parkedIn = to.parkedIn;
        Thread thread = to.thread;
        to.token = true;
        if (parkedIn != null) {
            wakeWaiter(parkedIn);
        } else if (thread != null) {
            Jdk.unpark(thread);
        }
    }

    /** The monitor is free as far as guests go, so this never blocks for longer than a waiter needs to let go of it. */
    private static void wakeWaiter(Object o) {
        synchronized (o) {
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
    private static void awaitIn(GuestThread self, Object o) {
        while (!self.token) {
            try {
                Jdk.realWait(o);
            } catch (InterruptedException e) {
                throw new IllegalStateException("the JVM took a guest thread for interrupted", e);
            }
        }
    }
}
