package io.ftjvm.agent.role;

import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of the boot loader outside java.base: which of them the transformer has seen. The JVM loads them by itself, so
 * there is no place to ask whether it has called the transformer; one that it has not can only be found afterwards.
 */
final class BootClasses {
    private final Instrumentation instrumentation;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    BootClasses(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** The transformer has seen a class. Any thread. */
    void seen(String name) {
        seen.add(name);
    }

    /** Those that are loaded now need not be seen. */
    void loaded() {
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            if (isAmong(c)) {
                seen.add(c.getName());
            }
        }
    }

    /** The name of a class that is loaded and has not been seen; null if there is none. Any thread. */
    String unseen() {
        Class<?>[] all = instrumentation.getAllLoadedClasses();
        if (all == null) {
            return null; // the JVM is ending
        }
        for (Class<?> c : all) {
            if (isAmong(c) && !seen.contains(c.getName())) {
                return c.getName();
            }
        }
        return null;
    }

    private static boolean isAmong(Class<?> c) {
        return c.getClassLoader() == null && c.getModule() != Object.class.getModule() && !c.isArray() && !c.isHidden();
    }
}
