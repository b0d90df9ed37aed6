package io.ftjvm.guest;

import sun.nio.ch.Interruptible;

/** A guest's virtual threads from start to end. Token holder only. */
final class VirtualThreads {
    private static boolean prepared;

    private VirtualThreads() {}

    /** The class starts a thread that unblocks virtual threads, and makes a pool: the first is the host's affair. */
    static void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            VirtualJdk.defaultScheduler();
        } finally {
            HostMode.leave(t, g);
        }
    }

    /** The new thread goes to the back of the run queue. */
    static void start(Thread v) {
        GuestThread g = Threads.registerVirtual(v);
        g.interrupted = Jdk.interrupted(v);
        Jdk.setInterrupted(v, false);
        Jdk.guest(v, g);
        Lockstep.mix(g.id);
        Scheduler.makeRunnable(g);
    }

    /** The current thread, {@code v}, has been mounted for the first time. */
    static void began(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g != null) {
            g.entered = true;
            g.begun = true;
            HashState.seed(g.id);
        }
    }

    /** The current thread, {@code v}, has done what it was for. It keeps the token until its carrier has it off. */
    static void ended(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g != null) {
            VirtualJdk.afterDone(v, true);
            Threads.terminated(g);
            g.carrier.next = Scheduler.successor();
        }
    }

    static void sleep(GuestThread g, long nanos) throws InterruptedException {
        if (g.interrupted) {
            g.interrupted = false;
            throw new InterruptedException();
        }
        if (nanos == 0) {
            Scheduler.yieldNow(g);
        } else if (Scheduler.block(null, VirtualClock.deadline(nanos), true) == Scheduler.INTERRUPTED) {
            g.interrupted = false;
            throw new InterruptedException();
        }
    }

    static void interrupt(GuestThread g) {
        Thread v = g.thread;
        g.interrupted = true;
        if (v == Thread.currentThread()) {
            return;
        }
        Interruptible blocker;
        Object lock = VirtualJdk.interruptLock(v);
        GuestThread current = Scheduler.current();
        Monitors.enter(current, lock);
        synchronized (lock) {
            blocker = VirtualJdk.nioBlocker(v);
            if (blocker != null) {
                blocker.interrupt(v);
            }
        }
        Monitors.exit(current, lock);
        if (blocker != null) {
            VirtualJdk.postInterrupt(blocker);
        }
        Scheduler.interrupt(g);
    }
}
