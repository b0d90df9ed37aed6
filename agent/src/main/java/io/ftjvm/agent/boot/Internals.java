package io.ftjvm.agent.boot;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Opens packages of java.base to the agent's own loader, and to nobody else. */
public final class Internals {
    private Internals() {}

    /** Opens what stage 1 needs: the raw memory of the JVM. Silences the warning about the agent's use of JNI. */
    static void open(Instrumentation instrumentation) {
        Set<Module> self = Set.of(Internals.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("jdk.internal.misc", self, "java.lang", self),
                Set.of(),
                Map.of());
        allowNative();
    }

    /** Opens the guest runtime. */
    public static void openGuestRuntime(Instrumentation instrumentation) {
        Set<Module> self = Set.of(Internals.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("io.ftjvm.guest", self, "io.ftjvm.guest.net", self),
                Map.of("java.lang", self, "io.ftjvm.guest", self),
                Set.of(),
                Map.of());
    }

    /** This process is about to be replaced, so nobody else profits. */
    private static void allowNative() {
        if (Runtime.version().feature() < 22) {
            return;
        }
        try {
            var allow = Module.class.getDeclaredMethod("implAddEnableNativeAccessToAllUnnamed");
            allow.setAccessible(true);
            allow.invoke(null);
        } catch (ReflectiveOperationException e) {
            // Only a warning on standard error is lost on us.
            return;
        }
    }
}
