package io.ftjvm.guest;

/**
 * {@code Thread.stop} of JDK 17. The exception strikes where the thread comes back from what it was blocked in, or where its
 * instructions are counted next: never in the runtime, whose queues and lists it would leave in disorder.
 */
final class Stops {
    private Stops() {}

    /** {@code Thread.stop0}. */
    static void stop(Thread t, Throwable x) {
        GuestThread current = Scheduler.current();
        GuestThread g = Jdk.guest(t);
        if (current == null || g == null) {
            // Not started yet: it ends when it is. Or one of the JVM's own, which are none of the guest's.
            if (current == null || !Jdk.reallyAlive(t)) {
                Jdk.stop0(t, x);
            }
        } else if (g == current) {
            Stops.<RuntimeException>sneak(x);
        } else if (g.state != GuestThread.TERMINATED && !g.exiting) {
            if (g.stop == null) {
                g.stop = x;
            }
            g.interrupted = true;
            if (!g.inDevice) {
                Scheduler.interrupt(g);
            }
        }
    }

    /** {@code Thread.suspend0}. */
    static void suspend(Thread t) {
        GuestThread current = Scheduler.current();
        GuestThread g = Jdk.guest(t);
        if (current == null) {
            Jdk.suspend0(t);
        } else if (g != null && g.state != GuestThread.TERMINATED && !g.suspended) {
            Scheduler.suspend(g);
            check(current);
        }
    }

    /** {@code Thread.resume0}. */
    static void resume(Thread t) {
        GuestThread g = Jdk.guest(t);
        if (Scheduler.current() == null) {
            Jdk.resume0(t);
        } else if (g != null && g.suspended) {
            Scheduler.resume(g);
        }
    }

    /** {@code Thread.exit} begins: where a thread that was stopped before it was started begins too. */
    static void exiting(Thread t) {
        GuestThread g = Jdk.guest(t);
        if (g != null && t == Thread.currentThread()) {
            Threads.runEntered(t);
            g.exiting = true;
            g.stop = null;
        }
    }

    /** Throws what {@code g}, the current guest thread, has been stopped with. */
    static void check(GuestThread g) {
        Throwable x = g.stop;
        if (x != null && !g.exiting) {
            g.stop = null;
            Stops.<RuntimeException>sneak(x);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable x) throws X {
        throw (X) x;
    }
}
