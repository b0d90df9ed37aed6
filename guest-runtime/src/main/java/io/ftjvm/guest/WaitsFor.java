package io.ftjvm.guest;

import java.util.Arrays;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;

/** What a blocked guest thread waits for, and who holds it. For the token holder; bystanders see what may no longer be so. */
final class WaitsFor {
    private WaitsFor() {}

    /** The monitor, the object in whose wait set it is, or what it parked with; null if none of these is known. */
    static Object object(GuestThread g) {
        if (g.state == GuestThread.RUNNABLE || g.thread == null) {
            return null;
        }
        if (g.monitor != null) {
            return g.monitor;
        }
        return g.parked ? LockSupport.getBlocker(g.thread) : null;
    }

    /** The thread that has what {@code g} waits for, also if that waits to be notified; null if there is none or nobody knows. */
    static Thread owner(GuestThread g) {
        Object o = object(g);
        if (o == null) {
            return null;
        }
        if (g.monitor != null) {
            return Monitors.owner(o);
        }
        return o instanceof AbstractOwnableSynchronizer ? Jdk.exclusiveOwner((AbstractOwnableSynchronizer) o) : null;
    }

    /**
     * The threads in a cycle of owners, in the order in which they were started; null if there is no cycle.
     *
     * @param monitorsOnly whether only threads that wait for a monitor count
     */
    static Thread[] deadlocked(boolean monitorsOnly) {
        Thread[] all = Threads.all();
        Thread[] found = new Thread[all.length];
        int n = 0;
        for (Thread t : all) {
            if (isInCycle(t, monitorsOnly, all.length)) {
                found[n++] = t;
            }
        }
        return n == 0 ? null : Arrays.copyOf(found, n);
    }

    /** A line for each thread of {@link #deadlocked}. Any thread: it may see what is not so, but not twice in a row. */
    static String[] describeDeadlocks() {
        Thread[] found = deadlocked(false);
        String[] lines = new String[found == null ? 0 : found.length];
        for (int i = 0; i < lines.length; i++) {
            GuestThread g = Jdk.guest(found[i]);
            Object o = g == null ? null : object(g);
            Thread owner = g == null ? null : owner(g);
            lines[i] = found[i].getName() + " waits for "
                    + (o == null ? "nothing" : o.getClass().getName()) + " of "
                    + (owner == null ? "nobody" : owner.getName());
        }
        return lines;
    }

    private static boolean isLocking(GuestThread g, boolean monitorsOnly) {
        return g.state == GuestThread.BLOCKED || !monitorsOnly && g.parked;
    }

    private static boolean isInCycle(Thread start, boolean monitorsOnly, int most) {
        Thread t = start;
        for (int i = 0; i < most && t != null; i++) {
            GuestThread g = Jdk.guest(t);
            if (g == null || !isLocking(g, monitorsOnly)) {
                return false;
            }
            t = owner(g);
            if (t == start) {
                return true;
            }
        }
        return false;
    }
}
