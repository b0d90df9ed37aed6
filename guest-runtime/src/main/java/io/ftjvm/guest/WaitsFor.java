package io.ftjvm.guest;

import java.util.Arrays;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;

/** What a blocked guest thread waits for, and who holds it. For the token holder; bystanders see what may no longer be so. */
final class WaitsFor {
    /** What counts as waiting: for monitors; for locks too; for classes too, which a plain JVM's own tools leave out. */
    private static final int MONITORS = 0;

    private static final int LOCKS = 1;
    private static final int CLASSES = 2;

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
        return deadlocked(monitorsOnly ? MONITORS : LOCKS);
    }

    private static Thread[] deadlocked(int kinds) {
        Thread[] all = Threads.all();
        Thread[] found = new Thread[all.length];
        int n = 0;
        for (Thread t : all) {
            if (isInCycle(t, kinds, all.length)) {
                found[n++] = t;
            }
        }
        return n == 0 ? null : Arrays.copyOf(found, n);
    }

    /** A line for each thread of {@link #deadlocked}. Any thread: it may see what is not so, but not twice in a row. */
    static String[] describeDeadlocks() {
        Thread[] found = deadlocked(CLASSES);
        String[] lines = new String[found == null ? 0 : found.length];
        for (int i = 0; i < lines.length; i++) {
            GuestThread g = Jdk.guest(found[i]);
            Thread owner = g == null ? null : ownerOfAny(g);
            lines[i] = found[i].getName() + " waits for " + (g == null ? "nothing" : what(g)) + " of "
                    + (owner == null ? "nobody" : owner.getName());
        }
        return lines;
    }

    private static String what(GuestThread g) {
        Class<?> needed = g.needed;
        Object o = object(g);
        if (needed != null) {
            return "the initialisation of class " + needed.getName();
        }
        return o == null ? "nothing" : o.getClass().getName();
    }

    /** The same as {@link #owner}, and the thread that is initialising or linking a class that {@code g} needs. */
    private static Thread ownerOfAny(GuestThread g) {
        Class<?> needed = g.needed;
        if (needed == null) {
            return owner(g);
        }
        GuestThread other = Initialisers.user(g, needed);
        return other == null ? null : other.thread;
    }

    private static boolean isLocking(GuestThread g, int kinds) {
        return g.state == GuestThread.BLOCKED || kinds >= LOCKS && g.parked || kinds >= CLASSES && g.needed != null;
    }

    private static boolean isInCycle(Thread start, int kinds, int most) {
        Thread t = start;
        for (int i = 0; i < most && t != null; i++) {
            GuestThread g = Jdk.guest(t);
            if (g == null || !isLocking(g, kinds)) {
                return false;
            }
            t = kinds >= CLASSES ? ownerOfAny(g) : owner(g);
            if (t == start) {
                return true;
            }
        }
        return false;
    }
}
