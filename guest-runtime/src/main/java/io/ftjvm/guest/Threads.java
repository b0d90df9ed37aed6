package io.ftjvm.guest;

import java.util.Arrays;
import jdk.internal.vm.annotation.ReservedStackAccess;

/** Guest threads from start to end, and everything about them that the JVM would answer in its own time. */
final class Threads {
    /** The guest's thread ids begin here: above whatever the JVM's own boot has used, the same on every machine. */
    private static final long FIRST_THREAD_ID = 100;

    /** Host threads take ids that no guest thread ever gets. */
    private static final long HOST_THREAD_IDS = 1L << 40;

    private static final long SEED_INCREMENT = 0x9E3779B97F4A7C15L;

    /** All that are alive, by number. */
    private static final ThreadTable ALIVE = new ThreadTable();

    /** Platform threads that are alive, in the order in which they were started. */
    private static GuestThread oldest;

    private static GuestThread youngest;

    private static int count;
    private static long nextThreadId = FIRST_THREAD_ID;
    private static int nextThreadNumber;
    private static long seed;
    private static int probes;
    private static long seedUniquifier = 8682522807148012L;

    /** Guest threads that keep the guest alive. */
    private static int nonDaemons;

    /** Platform threads that have been started. */
    private static int platform;

    private static int live;
    private static int peak;

    private static GuestThread destroyer;

    /** What the process exits with if it ends because the last thread does. */
    static int exitStatus;

    private Threads() {}

    static int live() {
        return live;
    }

    /** How many there have been at once. */
    static int peak() {
        return peak;
    }

    /** {@code peak} begins anew. */
    static void resetPeak() {
        peak = live;
    }

    /** The live thread with this {@code Thread.getId}; null if there is none. */
    static GuestThread withId(long id) {
        for (GuestThread g = oldest; g != null; g = g.younger) {
            // When the JVM's destroyer arrives is its own affair.
            if ((g != destroyer || g.begun) && Jdk.threadId(g.thread) == id) {
                return g;
            }
        }
        return null;
    }

    /** Forgets how long the thread with this id, or with 0 every thread, has been blocked and has waited. */
    static void resetContention(long id) {
        for (GuestThread g = oldest; g != null; g = g.younger) {
            if (g.thread != null && (id == 0 || Jdk.threadId(g.thread) == id)) {
                g.blockedNanos = 0;
                g.waitedNanos = 0;
            }
        }
    }

    /** How many there have been. */
    static int started() {
        return platform;
    }

    static int daemons() {
        return live - nonDaemons;
    }

    /** The calling thread becomes guest thread 1. */
    static void adoptMain(long entropy) {
        seed = entropy;
        seedUniquifier ^= entropy;
        GuestThread g = register(Thread.currentThread());
        g.entered = true;
        g.begun = true;
        g.state = GuestThread.RUNNABLE;
        nonDaemons++;
        Jdk.threadLocalRandomSeed(g.thread, 0);
        Jdk.threadLocalRandomProbe(g.thread, 0);
        HashState.seed(g.id);
        Jdk.guest(g.thread, g);
        Scheduler.holder = g;
    }

    private static GuestThread register(Thread t) {
        GuestThread g = add(t);
        g.older = youngest;
        if (youngest == null) {
            oldest = g;
        } else {
            youngest.younger = g;
        }
        youngest = g;
        platform++;
        live++;
        peak = Math.max(peak, live);
        return g;
    }

    private static void unregister(GuestThread g) {
        g.state = GuestThread.TERMINATED;
        ALIVE.remove(g);
        if (g.older == null) {
            oldest = g.younger;
        } else {
            g.older.younger = g.younger;
        }
        if (g.younger == null) {
            youngest = g.older;
        } else {
            g.younger.older = g.older;
        }
        g.older = null;
        g.younger = null;
        live--;
    }

    private static GuestThread add(Thread t) {
        GuestThread g = new GuestThread(++count, t);
        ALIVE.put(g);
        if (t != null) {
            seedSecondary(g);
        }
        return g;
    }

    /**
     * The JDK draws it when it is first needed from a generator that host threads draw from too; it decides on the levels of
     * skip lists, and so on how often a guest's comparator is called.
     */
    private static void seedSecondary(GuestThread g) {
        Jdk.threadLocalRandomSecondarySeed(g.thread, (int) mix(seed + g.id * SEED_INCREMENT) | 1);
    }

    /** The record of a virtual thread that starts: no list and no count of threads shows it. */
    static GuestThread registerVirtual(Thread v) {
        GuestThread g = add(v);
        g.virtual = true;
        g.daemon = true;
        return g;
    }

    /** {@code g}, a virtual thread, has ended. */
    static void terminated(GuestThread g) {
        g.state = GuestThread.TERMINATED;
        ALIVE.remove(g);
        Monitors.ended(g);
    }

    /** {@code Thread.start}: the new thread goes to the back of the run queue. */
    @ReservedStackAccess
    static void start(Thread t) {
        GuestThread current = Scheduler.current();
        if (current == null) {
            Jdk.start0(t);
            return;
        }
        GuestThread g = register(t);
        g.daemon = t.isDaemon();
        g.interrupted = Jdk.interrupted(t);
        Jdk.setInterrupted(t, false);
        Jdk.guest(t, g);
        try {
            Jdk.start0(t);
        } catch (Throwable e) {
            Jdk.guest(t, null);
            unregister(g);
            throw e;
        }
        if (!g.daemon) {
            nonDaemons++;
        }
        Lockstep.mix(g.id);
        Scheduler.makeRunnable(g);
    }

    /** The first instruction of some {@code run()}: if it is the thread's own first one, it awaits the token. */
    @ReservedStackAccess
    static void runEntered(Thread t) {
        GuestThread g = Jdk.guest(t);
        if (g != null && !g.entered && t == Thread.currentThread()) {
            g.entered = true;
            Scheduler.engine.await(g);
            g.begun = true;
            HashState.seed(g.id);
        }
    }

    /** {@code Thread.exit} is about to return. */
    @ReservedStackAccess
    static void ended(Thread t) {
        GuestThread g = Jdk.guest(t);
        if (g == null || t != Thread.currentThread() || g.state == GuestThread.TERMINATED) {
            return;
        }
        unregister(g);
        Monitors.ended(g);
        Monitors.signal(t, true);
        if (!g.daemon && --nonDaemons == 0) {
            destroyer = register(null);
            Scheduler.makeRunnable(destroyer);
        }
        Scheduler.leave(g);
    }

    /** The JVM's destroyer thread runs the shutdown sequence: it becomes a guest thread for it. */
    static void shutdown() {
        Thread t = Thread.currentThread();
        if (destroyer == null) {
            Jdk.shutdown();
            return;
        }
        GuestThread g = destroyer;
        g.thread = t;
        seedSecondary(g);
        Scheduler.engine.await(g);
        g.begun = true;
        HashState.seed(g.id);
        Jdk.guest(t, g);
        Jdk.shutdown();
        Guest.exit(exitStatus);
        Jdk.guest(t, null);
    }

    /** An exception that nobody caught is about to reach the thread's handler. */
    static void uncaught(Thread t) {
        GuestThread g = Jdk.guest(t);
        if (g != null && g.id == 1) {
            exitStatus = 1;
        }
    }

    static boolean interrupted(Thread t) {
        GuestThread g = guestView(t);
        return g == null ? Jdk.interrupted(t) : g.interrupted;
    }

    static void setInterrupted(Thread t, boolean status) {
        GuestThread g = guestView(t);
        if (g == null) {
            Jdk.setInterrupted(t, status);
        } else {
            g.interrupted = status;
        }
    }

    /** The record of {@code t} if a guest asks; null if the JVM's view counts. */
    static GuestThread guestView(Thread t) {
        return Scheduler.current() == null ? null : Jdk.guest(t);
    }

    /** {@code Thread.interrupt}, after the status has been set. */
    @ReservedStackAccess
    static void interrupt(Thread t) {
        GuestThread g = guestView(t);
        if (g == null) {
            Jdk.interrupt0(t);
        } else {
            Scheduler.interrupt(g);
        }
    }

    static boolean isAlive(Thread t) {
        GuestThread g = guestView(t);
        return g == null ? Jdk.reallyAlive(t) : g.state != GuestThread.TERMINATED;
    }

    static Thread.State state(Thread t) {
        GuestThread g = guestView(t);
        if (g == null) {
            return Jdk.realState(t);
        }
        if (g.needed != null) {
            return Thread.State.RUNNABLE; // the JVM does not count it as waiting
        }
        switch (shownState(g)) {
            case GuestThread.RUNNABLE:
                return Thread.State.RUNNABLE;
            case GuestThread.BLOCKED:
                return Thread.State.BLOCKED;
            case GuestThread.WAITING:
                return Thread.State.WAITING;
            case GuestThread.TIMED_WAITING:
                return Thread.State.TIMED_WAITING;
            default:
                return Thread.State.TERMINATED;
        }
    }

    /**
     * The state that others see: who is in a system call is no waiting thread, and a suspended one does not know yet that it
     * has been woken.
     */
    static int shownState(GuestThread g) {
        if (g.inDevice && !g.virtual) {
            return GuestThread.RUNNABLE;
        }
        return g.suspended && g.state == GuestThread.RUNNABLE ? g.shown : g.state;
    }

    /** {@code Thread.sleep}. */
    static void sleep(GuestThread g, long nanos) throws InterruptedException {
        Stops.check(g);
        int reason = Scheduler.block(null, VirtualClock.deadline(nanos), true);
        if (reason == Scheduler.INTERRUPTED) {
            g.interrupted = false;
        }
        Stops.check(g);
        if (reason == Scheduler.INTERRUPTED) {
            throw new InterruptedException("sleep interrupted");
        }
    }

    /** {@code Unsafe.park}. */
    static void park(GuestThread g, boolean absolute, long time) {
        if (g.permit) {
            g.permit = false;
            return;
        }
        if (time < 0 || absolute && time == 0) {
            return;
        }
        long deadline = Long.MAX_VALUE;
        if (absolute) {
            deadline = time > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : time * 1_000_000;
        } else if (time > 0) {
            deadline = VirtualClock.deadline(time);
        }
        g.parked = true;
        Scheduler.block(null, deadline, true);
        g.parked = false;
        g.permit = false;
        Stops.check(g);
    }

    /** {@code Unsafe.unpark}. */
    static void unpark(Thread t) {
        if (t == null) {
            return;
        }
        GuestThread g = Jdk.guest(t);
        if (g == null) {
            Jdk.unpark(t);
        } else if (Scheduler.current() == null) {
            Guest.postFromHost(Interrupts.UNPARK, g.id);
        } else {
            permit(g);
        }
    }

    /** A host thread, say one of the JVM's own, has unparked a guest thread. */
    static void unparkedByHost(int id) {
        GuestThread g = ALIVE.get(id);
        if (g != null) {
            permit(g);
        }
    }

    private static void permit(GuestThread g) {
        g.permit = true;
        if (g.parked && g.state != GuestThread.RUNNABLE) {
            Scheduler.wake(g, Scheduler.WOKEN);
        }
    }

    /** The id of a new {@code Thread}. */
    static long nextThreadId() {
        if (Scheduler.current() != null) {
            return nextThreadId++;
        }
        long id = Jdk.nextThreadId();
        return Guest.started() ? HOST_THREAD_IDS + id : id;
    }

    /** The number in the name of a thread that is given none. */
    static int nextThreadNumber() {
        return Scheduler.current() == null ? Jdk.nextThreadNumber() : nextThreadNumber++;
    }

    /** The guest threads that are alive, in the order in which they were started. */
    static Thread[] all() {
        Thread[] all = new Thread[live];
        int n = 0;
        for (GuestThread g = oldest; g != null && n < all.length; g = g.younger) {
            if (g != destroyer || g.begun) {
                all[n++] = g.thread;
            }
        }
        return Arrays.copyOf(all, n);
    }

    /**
     * Counts the live threads of {@code group} and, with {@code recurse}, of the groups below it.
     *
     * @param list where they go, from {@code n}, so long as there is room; null if they are only counted
     * @return {@code n} and as many more as have been counted
     */
    static int enumerate(ThreadGroup group, Thread[] list, int n, boolean recurse) {
        for (Thread t : all()) {
            ThreadGroup g = t.getThreadGroup();
            if (g != null && (g == group || recurse && group.parentOf(g))) {
                if (list != null) {
                    if (n == list.length) {
                        break;
                    }
                    list[n] = t;
                }
                n++;
            }
        }
        return n;
    }

    /** The current thread's first use of {@code ThreadLocalRandom}. */
    static void initThreadLocalRandom() {
        GuestThread g = Scheduler.current();
        if (g == null) {
            Jdk.threadLocalRandomInit();
            return;
        }
        probes += 0x9e3779b9;
        Jdk.threadLocalRandomProbe(g.thread, probes == 0 ? 1 : probes);
        Jdk.threadLocalRandomSeed(g.thread, mix(seed += SEED_INCREMENT));
    }

    /** {@code Random.seedUniquifier}. */
    static long seedUniquifier() {
        if (Scheduler.current() == null) {
            return Jdk.seedUniquifier();
        }
        return seedUniquifier *= 1181783497276652981L;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
