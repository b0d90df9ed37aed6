package io.ftjvm.agent.role;

import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.HostReferences;
import java.lang.ref.Reference;

/** Names caches of the JDK's that host code uses while the guest runs, and that are not in the table of untracked references. */
final class SharedReferences extends HostReferences {
    private static final ThreadLocal<Boolean> TELLING = new ThreadLocal<>();

    @Override
    protected void usedByHost(Reference<?> r) {
        if (TELLING.get() != null) {
            return;
        }
        TELLING.set(true);
        try {
            StackTraceElement user = user(r, new Throwable().getStackTrace());
            if (user != null && "java.base".equals(user.getModuleName())) {
                StandardError.line("ftjvm: host reference " + r.getClass().getName() + " of " + user.getClassName()
                        + "." + user.getMethodName());
            }
        } finally {
            TELLING.remove();
        }
    }

    /** Who has the reference: neither its class nor the map or set that it is in. */
    private static StackTraceElement user(Reference<?> r, StackTraceElement[] stack) {
        for (int i = 1; i < stack.length; i++) {
            String name = stack[i].getClassName();
            if (!name.startsWith("io.ftjvm.guest.")
                    && !name.equals("java.lang.Ftjvm")
                    && !name.startsWith("java.lang.ref.")
                    && !name.startsWith("java.util.WeakHashMap")
                    && !name.startsWith("java.util.Collections$")
                    && !name.startsWith("java.util.concurrent.ConcurrentHashMap")
                    && !name.equals(r.getClass().getName())) {
                return stack[i];
            }
        }
        return null;
    }
}
