package io.ftjvm.guest;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/**
 * {@code java.lang.management.ThreadInfo} of guest threads, as the scheduler has them. The JVM's own would tell of threads
 * that park to await the token. The types are the management module's, which java.base cannot name.
 *
 * <p>Two things differ from the JVM's: locked monitors have no stack frame, and locked synchronizers are not listed, which
 * would mean to search the heap, garbage included.
 */
final class ThreadInfos {
    private static final String INFO = "java.lang.management.ThreadInfo";
    private static final String MONITOR = "java.lang.management.MonitorInfo";
    private static final String LOCK = "java.lang.management.LockInfo";

    /** JVM TI's bits for the states of {@link GuestThread}, in their order. */
    private static final int[] JVMTI_STATE = {0x5, 0x401, 0x91, 0xa1, 0x2};

    private static final int JVMTI_SUSPENDED = 0x100000;

    private static final long MILLI = 1_000_000;

    /** Whether the time that threads are blocked or wait is of interest. */
    static boolean contention;

    private static Method initialize;

    private ThreadInfos() {}

    /** {@code ThreadImpl.getThreadInfo1}: fills in what is there of the threads with these ids. */
    static void fill(long[] ids, int depth, Object[] result) {
        for (int i = 0; i < ids.length; i++) {
            GuestThread g = Threads.withId(ids[i]);
            result[i] = g == null ? null : of(g, depth, false);
        }
    }

    /** {@code ThreadImpl.dumpThreads0}: these, or all if {@code ids} is null. */
    static Object[] dump(long[] ids, boolean monitors, int depth) {
        if (ids == null) {
            Thread[] all = Threads.all();
            Object[] infos = (Object[]) Array.newInstance(type(INFO), all.length);
            for (int i = 0; i < all.length; i++) {
                infos[i] = of(Jdk.guest(all[i]), depth, monitors);
            }
            return infos;
        }
        Object[] infos = (Object[]) Array.newInstance(type(INFO), ids.length);
        for (int i = 0; i < ids.length; i++) {
            GuestThread g = Threads.withId(ids[i]);
            infos[i] = g == null ? null : of(g, depth, monitors);
        }
        return infos;
    }

    private static Object of(GuestThread g, int depth, boolean monitors) {
        Object[] locked = monitors ? monitors(g) : none(MONITOR);
        Object[] arguments = {
            g.thread,
            JVMTI_STATE[Threads.shownState(g)] | (g.suspended ? JVMTI_SUSPENDED : 0),
            WaitsFor.object(g),
            WaitsFor.owner(g),
            g.blockedCount,
            contention ? g.blockedNanos / MILLI : -1,
            g.waitedCount,
            contention ? g.waitedNanos / MILLI : -1,
            stack(g, depth),
            locked,
            none(LOCK)
        };
        try {
            Object info = Unsafe.getUnsafe().allocateInstance(type(INFO));
            HostJdk.invoke(initialize(), info, arguments);
            return info;
        } catch (InstantiationException | InvocationTargetException e) {
            throw new InternalError(INFO, e);
        }
    }

    private static StackTraceElement[] stack(GuestThread g, int depth) {
        if (depth == 0) {
            return new StackTraceElement[0];
        }
        StackTraceElement[] all = StackTraces.of(new Thread[] {g.thread})[0];
        return depth < 0 || all.length <= depth ? all : Arrays.copyOf(all, depth);
    }

    /** Innermost first, each once. */
    private static Object[] monitors(GuestThread g) {
        Object[] infos = new Object[g.depth];
        int n = 0;
        for (int i = g.depth - 1; i >= 0; i--) {
            if (!isListed(g, i)) {
                infos[n++] = monitor(g.held[i]);
            }
        }
        Object[] result = (Object[]) Array.newInstance(type(MONITOR), n);
        System.arraycopy(infos, 0, result, 0, n);
        return result;
    }

    /** Whether the monitor has been entered again further in. */
    private static boolean isListed(GuestThread g, int index) {
        for (int i = index + 1; i < g.depth; i++) {
            if (g.held[i] == g.held[index]) {
                return true;
            }
        }
        return false;
    }

    private static Object monitor(Object o) {
        Unsafe u = Unsafe.getUnsafe();
        Class<?> lock = type(LOCK);
        Class<?> type = type(MONITOR);
        try {
            Object info = u.allocateInstance(type);
            u.putReference(
                    info, u.objectFieldOffset(lock, "className"), o.getClass().getName());
            u.putInt(info, u.objectFieldOffset(lock, "identityHashCode"), System.identityHashCode(o));
            u.putInt(info, u.objectFieldOffset(type, "stackDepth"), -1);
            return info;
        } catch (InstantiationException e) {
            throw new InternalError(MONITOR, e);
        }
    }

    private static Object[] none(String type) {
        return (Object[]) Array.newInstance(type(type), 0);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, true, null);
        } catch (ClassNotFoundException e) {
            throw new InternalError(name, e);
        }
    }

    private static Method initialize() {
        if (initialize == null) {
            for (Method m : HostJdk.declaredMethods(type(INFO), false)) {
                if (m.getName().equals("initialize")) {
                    initialize = m;
                }
            }
        }
        return initialize;
    }
}
