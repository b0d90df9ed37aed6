package io.ftjvm.guest;

/**
 * A host thread that virtual guest threads are mounted on. One is enough until a guest thread cannot be taken off: then it
 * keeps its carrier, and the others go on with another one.
 */
final class Carrier implements Runnable {
    // VirtualThread's states, of which the scheduler of guests uses these.
    private static final int STARTED = 1;
    private static final int RUNNING = 2;
    private static final int PARKING = 3;
    private static final int PARKED = 4;
    private static final int UNPARKED = 9;
    private static final int UNBLOCKED = 14;
    private static final int WAIT = 16;

    /** Carriers without work, the last one first. */
    private static Carrier idle;

    private static int carriers;

    private Thread thread;
    private Carrier below;

    /** What to mount next, given by another thread. */
    private volatile GuestThread work;

    /** Who gets the token when the mounted thread is off. Written by the mounted thread. */
    GuestThread next;

    private Carrier() {}

    private static synchronized Carrier poll() {
        Carrier c = idle;
        if (c != null) {
            idle = c.below;
            c.below = null;
        }
        return c;
    }

    private static synchronized void push(Carrier c) {
        c.below = idle;
        idle = c;
    }

    private static Carrier create() {
        Carrier c = new Carrier();
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            // As those of the JDK are called: a virtual thread's toString shows it.
            c.thread = new Thread(Host.threadGroup(), c, "ForkJoinPool-1-worker-" + ++carriers, 0, false);
            c.thread.setDaemon(true);
            c.thread.start();
        } finally {
            HostMode.leave(t, g);
        }
        return c;
    }

    private static void mount(GuestThread g) {
        Carrier c = poll();
        if (c == null) {
            c = create();
        }
        c.work = g;
        Jdk.unpark(c.thread);
    }

    /** Gives the token to {@code to}, a virtual thread. The caller is no carrier that could mount it. */
    static void give(GuestThread to) {
        Carrier c = to.carrier;
        to.token = true;
        if (c == null) {
            if (ready(to)) {
                mount(to);
            }
        } else if (to.parkedIn != null) {
            TokenEngine.wakeWaiter(to.parkedIn);
        } else {
            Jdk.unpark(c.thread);
        }
    }

    /** The JVM itself finds that {@code g} can go on, after it had to block it for a moment. Any thread. */
    static void resubmit(GuestThread g) {
        mount(g);
    }

    /** {@code from}, the calling virtual thread, hands the token to {@code to} and comes back with it. */
    static void transfer(GuestThread from, GuestThread to) {
        from.token = false;
        if (from.parkedIn != null) {
            waitIn(from, to);
        } else {
            from.carrier.next = to;
            VirtualJdk.state(from.thread, PARKING);
            if (!VirtualJdk.yieldContinuation(from.thread)) {
                VirtualJdk.state(from.thread, RUNNING);
                from.carrier.next = null;
                TokenEngine.giveTo(to);
                while (!from.token) {
                    Jdk.park();
                }
            }
        }
        from.token = false;
        HashState.polled(from.thread, from);
    }

    /** The real wait takes the thread off its carrier, and lets go of the monitor. */
    private static void waitIn(GuestThread from, GuestThread to) {
        if (VirtualJdk.isPinned(VirtualJdk.scope())) {
            TokenEngine.giveTo(to);
        } else {
            from.carrier.next = to;
        }
        TokenEngine.awaitIn(from, from.parkedIn);
    }

    /** Whether {@code g}, which is on no carrier, may be mounted by the caller; else somebody else is about to. */
    private static boolean ready(GuestThread g) {
        Thread v = g.thread;
        if (g.parkedIn != null) {
            return VirtualJdk.changeState(v, WAIT, UNBLOCKED);
        }
        while (VirtualJdk.state(v) != STARTED && !VirtualJdk.changeState(v, PARKED, UNPARKED)) {
            // A thread dump holds it for a moment.
            Jdk.yieldNow();
        }
        return true;
    }

    @Override
    public void run() {
        for (; ; ) {
            GuestThread g = work;
            if (g == null) {
                Jdk.park();
                continue;
            }
            work = null;
            while (g != null) {
                g = runAndPassOn(g);
            }
        }
    }

    /** Runs {@code g} until it is off; answers what to run next. */
    private GuestThread runAndPassOn(GuestThread g) {
        g.carrier = this;
        VirtualJdk.runContinuation(g.thread);
        g.carrier = null;
        GuestThread to = next;
        next = null;
        if (g.parkedIn != null && g.token && ready(g)) {
            return g;
        }
        if (to == null) {
            push(this);
            return null;
        }
        if (to.virtual && to.carrier == null) {
            to.token = true;
            if (ready(to)) {
                return to;
            }
            push(this);
            return null;
        }
        push(this);
        TokenEngine.giveTo(to);
        return null;
    }
}
