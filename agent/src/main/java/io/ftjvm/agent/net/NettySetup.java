package io.ftjvm.agent.net;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;

/** Makes Netty a quiet guest in somebody else's process. */
public final class NettySetup {
    /** From here on the JVM warns on standard error when a library uses {@code sun.misc.Unsafe} for memory. */
    private static final int UNSAFE_WARNS_FROM = 23;

    /** The JVM's option that allows it, which the second stage is started with. */
    private static final String MEMORY_ACCESS = "sun.misc.unsafe.memory.access";

    private static final String NO_UNSAFE = "io.netty.noUnsafe";

    private static boolean done;

    private NettySetup() {}

    /**
     * Must be called before any other class of Netty is used, on a host thread and before the guest starts: system
     * properties are set for a moment. May be called again.
     */
    public static synchronized void prepare() {
        if (done) {
            return;
        }
        done = true;
        SilentLogger.install();
        // Without Unsafe it asks the management modules how much memory there is, and they are the guest's to load.
        boolean avoidUnsafe = Runtime.version().feature() >= UNSAFE_WARNS_FROM
                && System.getProperty(NO_UNSAFE) == null
                && !"allow".equals(System.getProperty(MEMORY_ACCESS));
        if (avoidUnsafe) {
            System.setProperty(NO_UNSAFE, "true");
        }
        try {
            // Reads the property when it is initialised.
            PlatformDependent.hasUnsafe();
        } finally {
            if (avoidUnsafe) {
                System.clearProperty(NO_UNSAFE);
            }
        }
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
}
