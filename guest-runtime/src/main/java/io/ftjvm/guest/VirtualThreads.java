package io.ftjvm.guest;

import java.util.concurrent.ForkJoinPool;
import sun.nio.ch.Interruptible;

/** A guest's virtual threads from start to end. Token holder only. */
final class VirtualThreads {
    private static boolean prepared;

    /** Stands for the carrier wherever the JDK keeps something for each. Never started. */
    private static Thread carrier;

    /** The guest thread that initialises the JDK's class, while it does; null also if that is a host thread. */
    private static GuestThread initialising;

    private VirtualThreads() {}

    /** The class starts a thread that unblocks virtual threads, and makes a pool: the first is the host's affair. */
    static void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        initialisePool();
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            VirtualJdk.defaultScheduler();
            carrier = new Thread(Host.threadGroup(), null, "ForkJoinPool-1-worker-1", 0, false);
        } finally {
            HostMode.leave(t, g);
        }
    }

    /** The pool's class makes the common pool, whose thread factory may be the guest's. */
    private static void initialisePool() {
        GuestThread g = Scheduler.current();
        if (g != null) {
            Initialisers.awaitDone(g, ForkJoinPool.class);
            ForkJoinPool.getCommonPoolParallelism();
        }
    }

    static void classInitialises() {
        initialisePool();
        initialising = HostMode.enter(Thread.currentThread());
    }

    static void classInitialised() {
        HostMode.leave(Thread.currentThread(), initialising);
        initialising = null;
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

    /** What the current thread takes for its carrier; null if it is no guest's virtual thread. */
    static Thread carrier() {
        GuestThread g = Scheduler.current();
        return g != null && g.virtual ? carrier : null;
    }

    /** The life of {@code g}, the current thread, from when it is mounted for the first time. */
    static void run(GuestThread g, Runnable task) {
        g.token = false;
        g.entered = true;
        g.begun = true;
        HashState.seed(g.id);
        try {
            VirtualJdk.run(g.thread, task);
        } catch (Throwable e) {
            // An exception handler's own: nobody is told of it, as in the JDK's pool of carriers.
            JvmErrors.caught(e);
        }
        // It keeps the token until its carrier has it off.
        VirtualJdk.afterDone(g.thread, true);
        Threads.terminated(g);
        g.carrier.next = Scheduler.successor();
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
