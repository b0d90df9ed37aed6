package io.ftjvm.guest;

import java.util.Arrays;

/** Stack traces of guest threads as a guest may see them: without the runtime's frames on top, whose state is the host's. */
final class StackTraces {
    private static final StackTraceElement[] NONE = new StackTraceElement[0];

    private StackTraces() {}

    /** As {@code Thread.dumpThreads} answers. */
    static StackTraceElement[][] of(Thread[] threads) {
        StackTraceElement[][] all = Jdk.dumpThreads(threads);
        for (int i = 0; i < threads.length; i++) {
            all[i] = trimmed(threads[i], all[i]);
        }
        return all;
    }

    /** As {@code Thread.getStackTrace0} answers. */
    static StackTraceElement[] of(Thread t) {
        return trimmed(t, (StackTraceElement[]) Jdk.getStackTrace(t));
    }

    private static StackTraceElement[] trimmed(Thread t, StackTraceElement[] trace) {
        GuestThread g = Jdk.guest(t);
        if (g == null || trace == null) {
            return trace;
        }
        if (!g.begun) {
            return NONE;
        }
        int i = 0;
        while (i < trace.length && !isRuntime(trace[i])) {
            i++;
        }
        if (i == trace.length) {
            return trace;
        }
        while (i < trace.length && isRuntime(trace[i])) {
            i++;
        }
        return Arrays.copyOfRange(trace, i, trace.length);
    }

    private static boolean isRuntime(StackTraceElement e) {
        String c = e.getClassName();
        return c.startsWith("io.ftjvm.guest.") || c.equals("java.lang.Ftjvm");
    }
}
