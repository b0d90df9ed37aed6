package io.ftjvm.guest;

/**
 * A host thread that virtual guest threads are mounted on. One is enough so long as each can be taken off: a thread that
 * cannot keeps its carrier, and the others go on with another one.
 *
 * <p>Of {@code VirtualThread}'s own states these are in use: started, parked (without the token), in {@code Object.wait}, and
 * what the JVM makes of a thread that finds a monitor held for the moment that a waiter needs to let go of it.
 */
final class Carrier implements Runnable {
    // VirtualThread's names and numbers.
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

    private static synchronized int number() {
        return ++carriers;
    }

    private static Carrier create() {
        Carrier c = new Carrier();
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            c.thread = new Thread(Host.threadGroup(), c, "ftjvm-carrier-" + number(), 0, false);
            c.thread.setDaemon(true);
            c.thread.start();
        } catch (OutOfMemoryError e) {
            Fatal.noCarrier();
        } finally {
            HostMode.leave(t, g);
        }
        return c;
    }

    /** Has {@code g} go on. Any thread: the JVM finds that a thread can which it had to block for a moment. */
    static void mount(GuestThread g) {
        Carrier c = poll();
        if (c == null) {
            c = create();
        }
        c.work = g;
        Jdk.unpark(c.thread);
    }

    /** Gives the token to {@code to}, a virtual thread. */
    static void give(GuestThread to) {
        if (claim(to)) {
            mount(to);
        }
    }

    /**
     * Gives the token to {@code to}. Answers whether the caller has to mount it; else it is mounted, or somebody else sees to
     * it.
     */
    private static boolean claim(GuestThread to) {
        Thread v = to.thread;
        Object parkedIn = to.parkedIn;
        if (parkedIn != null) {
            if (VirtualJdk.changeState(v, WAIT, UNBLOCKED)) {
                to.token = true;
                return true;
            }
            TokenEngine.giveTo(to, parkedIn);
            return false;
        }
        to.token = true;
        Thread carrier = VirtualJdk.carrierThread(v);
        if (carrier != null) {
            Jdk.unpark(carrier);
            return false;
        }
        if (VirtualJdk.state(v) == STARTED || VirtualJdk.changeState(v, PARKED, UNPARKED)) {
            return true;
        }
        // A thread dump holds it for a moment, and finds the permit afterwards.
        VirtualJdk.unpark(v);
        return false;
    }

    /** {@code from}, the calling virtual thread, hands the token to {@code to} and comes back with it. */
    static void transfer(GuestThread from, GuestThread to) {
        if (from.parkedIn != null) {
            // Whether the wait takes the thread off its carrier shows when it is too late to hand over.
            TokenEngine.giveTo(to);
            TokenEngine.awaitIn(from, from.parkedIn);
        } else {
            park(from, to);
            while (!from.token) {
                park(from, null);
            }
        }
        from.token = false;
    }

    private static void park(GuestThread from, GuestThread to) {
        Carrier c = from.carrier;
        c.next = to;
        VirtualJdk.state(from.thread, PARKING);
        if (leavesCarrier(from.thread)) {
            return;
        }
        VirtualJdk.state(from.thread, RUNNING);
        c.next = null;
        if (to != null) {
            TokenEngine.giveTo(to);
        }
        while (!from.token) {
            Jdk.park();
        }
    }

    /** Returns true when {@code v} is mounted again, false if it could not leave: there is a native frame on its stack. */
    private static boolean leavesCarrier(Thread v) {
        try {
            return VirtualJdk.yieldContinuation(v);
        } catch (OutOfMemoryError e) {
            return false;
        }
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
        GuestThread to = next;
        next = null;
        if (to != null && to.virtual) {
            if (claim(to)) {
                return to;
            }
            to = null;
        }
        push(this);
        if (to != null) {
            TokenEngine.giveTo(to);
        }
        return null;
    }
}
