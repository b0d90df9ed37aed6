package io.ftjvm.guest;

import java.util.Arrays;

/**
 * Stack traces as a plain JVM shows them. Most frames of the runtime are hidden from the JVM itself; what is left is a
 * frame of the facade, which stands for the method that the call was meant for, and the renamed body of a replaced method.
 */
final class StackTraces {
    private static final StackTraceElement[] NONE = new StackTraceElement[0];

    /** What a native method has instead of a line. */
    private static final int NATIVE = -2;

    private static final String FACADE = "java.lang.Ftjvm";
    private static final String RUNTIME = "io.ftjvm.guest.";
    private static final String ADDED = "ftjvm$";
    private static final String ORIGINAL = "ftjvm$original$";

    private StackTraces() {}

    /** As {@code Thread.dumpThreads} answers. */
    static StackTraceElement[][] of(Thread[] threads) {
        StackTraceElement[][] all = Jdk.dumpThreads(threads);
        for (int i = 0; i < threads.length; i++) {
            all[i] = shown(trimmed(threads[i], all[i]));
        }
        return all;
    }

    /**
     * As {@code Thread.getStackTrace0} answers, which leaves hidden frames out, also those that show where the guest's
     * part of the stack ends: that part is found in the other kind of trace.
     */
    static StackTraceElement[] of(Thread t) {
        StackTraceElement[] visible = (StackTraceElement[]) Jdk.getStackTrace(t);
        StackTraceElement[] all = visible == null ? null : Jdk.dumpThreads(new Thread[] {t})[0];
        if (all == null) {
            return visible;
        }
        all = trimmed(t, all);
        int from = visible.length;
        for (int i = all.length - 1; i >= 0 && from > 0; i--) {
            if (all[i].equals(visible[from - 1])) {
                from--;
            }
        }
        return shown(Arrays.copyOfRange(visible, from, visible.length));
    }

    /** Of a virtual thread, whether or not it has left its carrier. */
    static StackTraceElement[] ofVirtual(GuestThread g) {
        if (!g.begun || g.state == GuestThread.TERMINATED) {
            return NONE;
        }
        StackTraceElement[] trace = VirtualJdk.stackTrace(g.thread);
        if (trace.length > 0 && isFrameOf(trace[0], "jdk.internal.misc.Unsafe", "park")) {
            // It has not, and parks without the token.
            trace = Arrays.copyOfRange(trace, 1, trace.length);
        }
        return shown(trace);
    }

    /** Without the frames by which a descheduled thread awaits the token. */
    private static StackTraceElement[] trimmed(Thread t, StackTraceElement[] trace) {
        GuestThread g = Jdk.guest(t);
        if (g == null || trace == null) {
            return trace;
        }
        if (!g.begun) {
            return NONE;
        }
        int i = 0;
        while (i < trace.length && !isOurs(trace[i])) {
            i++;
        }
        if (i == trace.length) {
            return trace;
        }
        while (i < trace.length && isOurs(trace[i]) && standsFor(trace[i]) == null) {
            i++;
        }
        return Arrays.copyOfRange(trace, i, trace.length);
    }

    /** {@code trace}, innermost frame first, with nothing of ours in it. Its elements may be changed. */
    static StackTraceElement[] shown(StackTraceElement[] trace) {
        int i = 0;
        while (trace != null && i < trace.length && !isOurs(trace[i])) {
            i++;
        }
        if (trace == null || i == trace.length) {
            return trace;
        }
        StackTraceElement[] kept = Arrays.copyOf(trace, trace.length);
        int n = i;
        boolean afterOriginal = false;
        for (; i < trace.length; i++) {
            StackTraceElement e = trace[i];
            StackTraceElement inner = n == 0 ? null : kept[n - 1];
            if (isOurs(e)) {
                Routes.Route r = standsFor(e);
                if (r != null && !isFrameOf(inner, r.owner, r.name)) {
                    show(e, r);
                } else if (e.getMethodName().startsWith(ORIGINAL)) {
                    TraceJdk.methodName(e, e.getMethodName().substring(ORIGINAL.length()));
                    kept[n++] = e;
                    afterOriginal = true;
                    continue;
                } else {
                    continue;
                }
            } else if (afterOriginal && isFrameOf(inner, e.getClassName(), e.getMethodName())) {
                // What is left of the replaced method: its body has been seen.
                afterOriginal = false;
                continue;
            }
            afterOriginal = false;
            kept[n++] = e;
        }
        return Arrays.copyOf(kept, n);
    }

    /** What a frame of the facade stands for; null if it is none, or stands for nothing. */
    private static Routes.Route standsFor(StackTraceElement e) {
        return e.getClassName().equals(FACADE) ? Routes.ofFacade(e.getMethodName()) : null;
    }

    /** The real method has been called from the facade: it has a frame of its own. */
    private static boolean isFrameOf(StackTraceElement e, String owner, String name) {
        return e != null && e.getMethodName().equals(name) && e.getClassName().equals(owner);
    }

    private static void show(StackTraceElement e, Routes.Route r) {
        TraceJdk.declaringClass(e, r.owner);
        TraceJdk.methodName(e, r.name);
        TraceJdk.fileName(e, r.file());
        TraceJdk.lineNumber(e, NATIVE);
    }

    private static boolean isOurs(StackTraceElement e) {
        String c = e.getClassName();
        return c.equals(FACADE) || c.startsWith(RUNTIME) || e.getMethodName().startsWith(ADDED);
    }
}
