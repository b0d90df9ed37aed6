package io.ftjvm.guest;

import java.util.Arrays;
import jdk.internal.vm.annotation.ReservedStackAccess;

/**
 * Who holds which monitor, as far as scheduling needs it. Monitors stay real; this class guarantees that a monitor is
 * free of other guest threads before the real {@code monitorenter} runs, so that the JVM never blocks a guest thread.
 *
 * <p>Each thread keeps a list of the monitors it holds. Only the lists of descheduled threads matter to others, so an
 * entry costs one static check while nobody who holds a monitor is descheduled.
 */
final class Monitors {
    /** Threads in {@code Object.wait}. */
    static final WaitSets WAITING = new WaitSets();

    /** What descheduled threads hold. */
    private static final HeldMonitors HELD = new HeldMonitors();

    /** How many published monitors there are by class, hashed: lets most entries pass without a search. */
    private static final int[] FILTER = new int[1024];

    /** The low bits of the header of an object whose monitor nobody holds and which has none of its own yet. */
    private static final int UNLOCKED = 1;

    /** Where an object's class can be read; 0 with compact headers, where it cannot cheaply. */
    private static long classWord;

    private Monitors() {}

    /** Called once, before the guest starts. */
    static void start() {
        classWord = Jdk.byteArrayBaseOffset() >= 16 ? 8 : 0;
    }

    /** {@code g} is about to enter the monitor of {@code o} for real. */
    static void enter(GuestThread g, Object o) {
        if (!HELD.isEmpty() && FILTER[filterIndex(o)] != 0) {
            awaitFree(g, o);
        }
        push(g, o);
    }

    private static void push(GuestThread g, Object o) {
        int d = g.depth;
        if (d == g.held.length) {
            g.held = Arrays.copyOf(g.held, Math.max(8, 2 * d));
        }
        g.held[d] = o;
        g.depth = d + 1;
    }

    /** {@code g} is about to exit the monitor of {@code o} for real. A monitor entered in host mode is not listed. */
    static void exit(GuestThread g, Object o) {
        if (g.contenders != null && holdsOnce(g, o)) {
            leave(g, o);
            return;
        }
        int d = g.depth - 1;
        if (d >= 0 && g.held[d] == o) {
            g.held[d] = null;
            g.depth = d;
        } else {
            removeLast(g, o);
        }
    }

    /** The stack may end anywhere in {@link #exit}, which is then called again; not between these two. */
    @ReservedStackAccess
    private static void leave(GuestThread g, Object o) {
        removeLast(g, o);
        Contenders.released(g, o);
    }

    private static boolean holdsOnce(GuestThread g, Object o) {
        int entries = 0;
        for (int i = 0; i < g.depth; i++) {
            if (g.held[i] == o) {
                entries++;
            }
        }
        return entries == 1;
    }

    /** Forgets what {@code g}, the current thread, has left without a call of {@link #exit}. */
    private static void forgetUnannounced(GuestThread g) {
        for (int i = g.depth - 1; i >= 0; i--) {
            Object o = g.held[i];
            if (!Thread.holdsLock(o)) {
                removeLast(g, o);
                if (!holds(g, o)) {
                    Contenders.released(g, o);
                }
                i = Math.min(i, g.depth);
            }
        }
    }

    /** {@code g}, the current thread, has ended. */
    static void ended(GuestThread g) {
        if (Ftjvm.unannounced != 0) {
            forgetUnannounced(g);
        }
    }

    private static void awaitFree(GuestThread g, Object o) {
        for (GuestThread owner; (owner = descheduledOwner(o)) != null; ) {
            g.monitor = o;
            Scheduler.blockOnMonitor(g, Contenders.join(g, owner, o));
            g.monitor = null;
            if (g.stop != null) {
                Contenders.passedOver(g);
                Stops.check(g);
            }
        }
    }

    /** {@code g}, about to be descheduled, makes known what it holds. */
    static void publish(GuestThread g) {
        if (Ftjvm.unannounced != 0) {
            forgetUnannounced(g);
        }
        if (g.depth == 0) {
            return;
        }
        for (int i = 0; i < g.depth; i++) {
            FILTER[filterIndex(g.held[i])]++;
        }
        HELD.add(g);
    }

    /** {@code g} runs again. */
    static void unpublish(GuestThread g) {
        if (g.depth == 0) {
            return;
        }
        for (int i = 0; i < g.depth; i++) {
            FILTER[filterIndex(g.held[i])]--;
        }
        HELD.remove(g);
    }

    /** The descheduled guest thread that holds the monitor of {@code o}; null if there is none. */
    private static GuestThread descheduledOwner(Object o) {
        return (Jdk.getLong(o, 0) & 7) == UNLOCKED ? null : HELD.owner(o);
    }

    /** The thread that holds the monitor of {@code o}, which is the caller or descheduled; null if it is free. */
    static Thread owner(Object o) {
        GuestThread owner = HELD.owner(o);
        if (owner != null) {
            return owner.thread;
        }
        GuestThread g = Scheduler.current();
        return g != null && holds(g, o) ? g.thread : null;
    }

    private static int filterIndex(Object o) {
        if (classWord == 0) {
            return 0;
        }
        int k = Jdk.getInt(o, classWord);
        return (k ^ k >>> 10 ^ k >>> 20) & 1023;
    }

    static boolean holds(GuestThread g, Object o) {
        Object[] held = g.held;
        for (int i = Math.min(g.depth, held.length) - 1; i >= 0; i--) {
            if (held[i] == o) {
                return true;
            }
        }
        return false;
    }

    private static boolean removeLast(GuestThread g, Object o) {
        Object[] held = g.held;
        for (int i = g.depth - 1; i >= 0; i--) {
            if (held[i] == o) {
                System.arraycopy(held, i + 1, held, i, g.depth - 1 - i);
                held[--g.depth] = null;
                return true;
            }
        }
        return false;
    }

    /** {@code Object.wait}: lets go of the monitor, blocks, and takes it again. */
    @ReservedStackAccess
    static void await(GuestThread g, Object o, long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        checkOwner(g, o);
        Stops.check(g);
        if (g.interrupted) {
            g.interrupted = false;
            throw new InterruptedException();
        }
        int entries = 0;
        while (removeLast(g, o)) {
            entries++;
        }
        if (g.contenders != null) {
            Contenders.released(g, o);
        }
        g.monitor = o;
        g.parkedIn = o;
        long deadline = millis == 0 ? Long.MAX_VALUE : VirtualClock.deadlineMillis(millis);
        WAITING.add(g, o);
        int reason = Scheduler.block(null, deadline, true);
        g.parkedIn = null;
        g.monitor = null;
        for (int i = 0; i < entries; i++) {
            push(g, o);
        }
        if (reason == Scheduler.INTERRUPTED) {
            g.interrupted = false;
        }
        Stops.check(g);
        if (reason == Scheduler.INTERRUPTED) {
            throw new InterruptedException();
        }
    }

    /** {@code Object.notify} and, with {@code all}, {@code notifyAll}. */
    static void signal(GuestThread g, Object o, boolean all) {
        checkOwner(g, o);
        signal(o, all);
    }

    /** The same without ownership, for what the JVM itself does at the end of a thread. */
    @ReservedStackAccess
    static void signal(Object o, boolean all) {
        WAITING.wake(o, all);
    }

    /** {@code w} has waited and is to run: if its monitor is taken, it blocks on that. */
    static boolean blocksAgain(GuestThread w) {
        Object o = w.parkedIn;
        GuestThread owner = descheduledOwner(o);
        if (owner == null) {
            return false;
        }
        w.state = GuestThread.BLOCKED;
        Contenders.join(w, owner, o).add(w);
        return true;
    }

    private static void checkOwner(GuestThread g, Object o) {
        if (!holds(g, o) && !Thread.holdsLock(o)) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
    }
}
