package io.ftjvm.guest;

import jdk.internal.vm.annotation.ReservedStackAccess;

/**
 * One token: a guest thread runs until it blocks or its quantum ends, and a woken thread goes to the back of the run
 * queue. Every decision is a function of the guest and the log alone, so nothing about thread switches is logged.
 *
 * <p>All methods are for the token holder.
 */
public final class Scheduler {
    /** Answer of {@link #block}: somebody woke the thread. */
    public static final int WOKEN = 0;
    /** Answer of {@link #block}: the deadline passed. */
    public static final int TIMEOUT = 1;
    /** Answer of {@link #block}: the thread was interrupted; its interrupt status is still set. */
    public static final int INTERRUPTED = 2;

    private static final WaitQueue RUN_QUEUE = new WaitQueue();
    private static final TimerQueue TIMERS = new TimerQueue();

    static Engine engine = new TokenEngine();

    /** Who has the token, or gets it next. Bystanders may read it. */
    static volatile GuestThread holder;

    /** Thread switches so far. */
    static long switches;

    private static boolean allBlocked;

    /** False while the JVM boots: the first hooks run before there is a current thread. */
    private static boolean active;

    private Scheduler() {}

    static boolean allBlocked() {
        return allBlocked;
    }

    /** There are threads from here on. */
    static void activate() {
        active = true;
    }

    /** The running guest thread; null if the caller is a host thread, or a guest thread in host mode. */
    public static GuestThread current() {
        return active ? Jdk.guest(Thread.currentThread()) : null;
    }

    /**
     * Blocks the current guest thread.
     *
     * @param queue where to wait to be woken; null if only the deadline, an interrupt or {@link #wake} ends it
     * @param deadline virtual time, nanoseconds ({@link VirtualClock#deadline}); {@code Long.MAX_VALUE}: none
     * @param interruptible whether {@code Thread.interrupt} ends it
     * @return {@link #WOKEN}, {@link #TIMEOUT} or {@link #INTERRUPTED}
     */
    @ReservedStackAccess
    public static int block(WaitQueue queue, long deadline, boolean interruptible) {
        GuestThread g = current();
        if (interruptible && g.interrupted) {
            return INTERRUPTED;
        }
        g.interruptible = interruptible;
        if (queue != null) {
            queue.add(g);
        }
        if (deadline != Long.MAX_VALUE) {
            TIMERS.add(g, deadline);
            g.state = GuestThread.TIMED_WAITING;
        } else {
            g.state = GuestThread.WAITING;
        }
        switchAway(g);
        return g.wakeReason;
    }

    /** The same in a device. A thread that has been stopped throws, after it has been woken or before it blocks. */
    public static int blockInDevice(WaitQueue queue, long deadline, boolean interruptible) {
        GuestThread g = current();
        Stops.check(g);
        g.inDevice = true;
        int reason = block(queue, deadline, interruptible);
        g.inDevice = false;
        Stops.check(g);
        return reason;
    }

    /** Throws if the current guest thread has been stopped. */
    public static void checkStopped() {
        Stops.check(current());
    }

    /** Blocks {@code g}, the current guest thread, until the monitor it wants has been released. */
    @ReservedStackAccess
    static void blockOnMonitor(GuestThread g, WaitQueue entering) {
        g.interruptible = false;
        g.state = GuestThread.BLOCKED;
        entering.add(g);
        switchAway(g);
    }

    /** Ends the blocking of {@code g}, which goes to the back of the run queue. */
    @ReservedStackAccess
    static void wake(GuestThread g, int reason) {
        if (g.queue != null) {
            g.queue.remove(g);
        }
        if (g.suspended) {
            g.shown = whileSuspended(g, reason);
        }
        if (g.waitIndex >= 0) {
            Monitors.WAITING.remove(g);
        }
        TIMERS.remove(g);
        g.wakeReason = reason;
        makeRunnable(g);
    }

    /**
     * What the state of {@code g} looks like until it is resumed. To throw an InterruptedException is to run Java code, before
     * which a sleeper is held; one that returns is held later.
     */
    private static int whileSuspended(GuestThread g, int reason) {
        if (g.waitIndex >= 0) {
            return reason == WOKEN ? GuestThread.BLOCKED : g.state;
        }
        boolean throwing = reason == INTERRUPTED && !g.parked;
        return throwing || g.state == GuestThread.BLOCKED ? g.state : GuestThread.RUNNABLE;
    }

    /** Puts {@code g}, which is in no queue, at the back of the run queue. */
    static void makeRunnable(GuestThread g) {
        g.state = GuestThread.RUNNABLE;
        RUN_QUEUE.add(g);
    }

    /** Wakes {@code g} if it blocks interruptibly. */
    static void interrupt(GuestThread g) {
        if ((g.state == GuestThread.WAITING || g.state == GuestThread.TIMED_WAITING) && g.interruptible) {
            wake(g, INTERRUPTED);
        }
    }

    /** {@code g} is suspended, which it is not yet: if it is the current thread, this returns once it has been resumed. */
    @ReservedStackAccess
    static void suspend(GuestThread g) {
        g.suspended = true;
        if (g == current()) {
            g.shelved = true;
            setAside(g);
        }
    }

    /** {@code g}, which is suspended, can go on. */
    @ReservedStackAccess
    static void resume(GuestThread g) {
        g.suspended = false;
        g.shown = GuestThread.RUNNABLE;
        if (g.shelved) {
            g.shelved = false;
            RUN_QUEUE.add(g);
        }
    }

    /** The quantum of the current guest thread has ended: interrupts may strike, others get their turn. */
    @ReservedStackAccess
    static void quantum() {
        GuestThread g = current();
        if (g == null) {
            return;
        }
        poll(Port.POLL);
        if (g.initialisers == 0 && !RUN_QUEUE.isEmpty()) {
            preempt(g);
        }
    }

    /** {@code Thread.yield}, {@code onSpinWait}: the others run first. */
    @ReservedStackAccess
    static void yieldNow(GuestThread g) {
        poll(Port.POLL);
        if (!RUN_QUEUE.isEmpty()) {
            preempt(g);
        }
    }

    private static void preempt(GuestThread g) {
        try {
            RUN_QUEUE.add(g);
            Monitors.publish(g);
            Initialisers.publish(g);
            GuestThread next = takeReady();
            resumeAs(g, next);
        } catch (StackOverflowError e) {
            Fatal.stackOverflow();
        }
    }

    private static void setAside(GuestThread g) {
        try {
            Monitors.publish(g);
            Initialisers.publish(g);
            resumeAs(g, pick());
        } catch (StackOverflowError e) {
            Fatal.stackOverflow();
        }
    }

    private static void switchAway(GuestThread g) {
        boolean monitor = g.state == GuestThread.BLOCKED;
        long since = VirtualClock.now();
        setAside(g);
        if (monitor) {
            g.blockedCount++;
            g.blockedNanos += VirtualClock.now() - since;
        } else if (!g.inDevice) {
            g.waitedCount++;
            g.waitedNanos += VirtualClock.now() - since;
        }
    }

    /** Hands the token from {@code g}, the caller, to {@code next}; returns when {@code g} has it back. */
    private static void resumeAs(GuestThread g, GuestThread next) {
        if (next != g) {
            switched(next);
            engine.transfer(g, next);
        }
        Monitors.unpublish(g);
        Initialisers.unpublish(g);
        if (g.stop != null) {
            Instructions.expire();
        }
    }

    /** The current guest thread has ended: hands the token on and does not come back for it. */
    @ReservedStackAccess
    static void leave(GuestThread g) {
        engine.give(successor());
    }

    /** Who has the token after the current guest thread, which has ended. */
    static GuestThread successor() {
        GuestThread next = pick();
        switched(next);
        return next;
    }

    /** Takes the next thread to run; waits for an interrupt while there is none. */
    private static GuestThread pick() {
        poll(Port.POLL);
        GuestThread next;
        while ((next = takeReady()) == null) {
            allBlocked = TIMERS.earliest() == Long.MAX_VALUE;
            poll(Port.IDLE);
            allBlocked = false;
        }
        return next;
    }

    /** The first thread of the run queue that can go on; null if there is none. */
    private static GuestThread takeReady() {
        for (; ; ) {
            GuestThread next = RUN_QUEUE.poll();
            if (next != null && next.suspended) {
                next.shelved = true;
                Contenders.passedOver(next);
                continue;
            }
            if (next == null || next.parkedIn == null || !Monitors.blocksAgain(next)) {
                return next;
            }
        }
    }

    private static void switched(GuestThread next) {
        holder = next;
        switches++;
        Lockstep.mix((Lockstep.ordinal << 20) ^ next.id);
    }

    /** A poll point: interrupts that are due strike, then timers that have run out fire. */
    @ReservedStackAccess
    static void poll(int mode) {
        Hypercall.before();
        Lockstep.ordinal++;
        Lockstep.count = Instructions.count();
        Ftjvm.announced = null; // nothing comes between an announcement and the JVM's linking but class loaders
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            int m = mode;
            Port p = Port.current();
            while (p.next(m, TIMERS.earliest())) {
                Devices.interrupt(p.kind, p.id, p.data);
                m = m == Port.IDLE ? Port.POLL : m;
                p = Port.current();
            }
            References.polled();
        } catch (StackOverflowError e) {
            Fatal.stackOverflow();
        } finally {
            HostMode.leave(t, g);
            if (g != null) {
                HashState.polled(t, g);
            }
        }
        if (mode != Port.CLOCK_READ) {
            fireTimers();
        }
    }

    private static void fireTimers() {
        long now = VirtualClock.now();
        while (TIMERS.earliest() <= now) {
            wake(TIMERS.first(), TIMEOUT);
        }
    }
}
