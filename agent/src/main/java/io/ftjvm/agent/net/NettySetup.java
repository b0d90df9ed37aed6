package io.ftjvm.agent.net;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;

/** Makes Netty a quiet guest in somebody else's process. */
public final class NettySetup {
    /** From here on the JVM warns on standard error when a library uses {@code sun.misc.Unsafe} for memory. */
    private static final int UNSAFE_WARNS_FROM = 23;

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
        boolean avoidUnsafe = Runtime.version().feature() >= UNSAFE_WARNS_FROM && System.getProperty(NO_UNSAFE) == null;
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
