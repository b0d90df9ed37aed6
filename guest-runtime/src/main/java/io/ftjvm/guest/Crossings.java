package io.ftjvm.guest;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jdk.internal.vm.annotation.ReservedStackAccess;

/** Native methods that a guest thread is stopped before: those that the catalogue refuses or does not know. */
public final class Crossings {
    /** What links Java and foreign functions; allowed with the libraries that they are of. */
    private static final String FOREIGN = "jdk.internal.foreign.abi.";

    private static boolean strict = true;
    private static Warnings warnings;
    private static Map<String, String> refused = Map.of();

    /** Methods that the guest has been warned of. Token holder. */
    private static final Set<String> WARNED = new HashSet<>();

    private Crossings() {}

    /** Takes the warnings that replace errors when the guest may cross where nothing is replicated. */
    public interface Warnings {
        /** One line. Called in host mode on the guest thread that crosses. */
        void warn(String line);
    }

    /**
     * Called once, before the guest starts.
     *
     * @param throwing whether the guest is stopped; otherwise the first call of each method is only told
     * @param natives reasons for java.base's by {@code owner name descriptor}, internal names
     */
    public static void start(boolean throwing, Warnings to, Map<String, String> natives) {
        strict = throwing;
        warnings = to;
        Map<String, String> byName = new java.util.HashMap<>();
        for (Map.Entry<String, String> e : natives.entrySet()) {
            String key = e.getKey();
            byName.put(key.substring(0, key.lastIndexOf(' ')).replace('/', '.'), e.getValue());
        }
        refused = byName;
    }

    /** The current thread is about to look up a method of java.base, to call it by reflection or by a handle. */
    static void lookedUp(Class<?> owner, String name) {
        if (!refused.isEmpty() && Scheduler.current() != null) {
            String reason = refused.get(owner.getName() + " " + name);
            if (reason != null) {
                crossing(owner.getName() + "." + name, reason);
            }
        }
    }

    /**
     * The current thread is about to call a native method that a guest thread may not call.
     *
     * @param method class and name, for messages
     * @param reason why not
     */
    @ReservedStackAccess
    public static void crossing(String method, String reason) {
        if (Scheduler.current() == null || method.startsWith(FOREIGN) && NativeCode.allowsForeign()) {
            return;
        }
        if (!strict && !WARNED.add(method)) {
            return;
        }
        UnsatisfiedLinkError e = new UnsatisfiedLinkError("ftjvm: native method " + method + " refused: " + reason);
        String caller = caller(e.getStackTrace(), method.substring(0, method.lastIndexOf('.')));
        if (strict) {
            UnsatisfiedLinkError named = new UnsatisfiedLinkError(e.getMessage() + "; called by " + caller
                    + " (the option strict=false lets it run, and what comes of it is not replicated)");
            named.setStackTrace(e.getStackTrace());
            throw named;
        }
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            warnings.warn("ftjvm: not replicated: native method " + method + ", called by " + caller + ": " + reason);
        } finally {
            HostMode.leave(t, g);
        }
    }

    /** The method that called into the native method's class. */
    private static String caller(StackTraceElement[] trace, String owner) {
        for (StackTraceElement f : trace) {
            String c = f.getClassName();
            if (!c.equals(owner) && !c.equals("java.lang.Ftjvm") && !c.equals("io.ftjvm.guest.Crossings")) {
                return c + "." + f.getMethodName();
            }
        }
        return "native code";
    }
}
