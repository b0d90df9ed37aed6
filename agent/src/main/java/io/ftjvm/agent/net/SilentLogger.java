package io.ftjvm.agent.net;

import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Netty's log, silenced: it would load {@code java.logging} into the guest's JVM, or find the guest's own logging library.
 * Whatever goes wrong reaches the agent through futures and handlers.
 */
final class SilentLogger extends AbstractInternalLogger {
    private SilentLogger() {
        super("ftjvm");
    }

    /** Must be called before any other class of Netty is loaded. */
    static void install() {
        InternalLoggerFactory.setDefaultFactory(new Factory());
    }

    private static final class Factory extends InternalLoggerFactory {
        private final InternalLogger logger = new SilentLogger();

        @Override
        protected InternalLogger newInstance(String name) {
            return logger;
        }
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public void trace(String m) {}

    @Override
    public void trace(String m, Object a) {}

    @Override
    public void trace(String m, Object a, Object b) {}

    @Override
    public void trace(String m, Object... a) {}

    @Override
    public void trace(String m, Throwable t) {}

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String m) {}

    @Override
    public void debug(String m, Object a) {}

    @Override
    public void debug(String m, Object a, Object b) {}

    @Override
    public void debug(String m, Object... a) {}

    @Override
    public void debug(String m, Throwable t) {}

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public void info(String m) {}

    @Override
    public void info(String m, Object a) {}

    @Override
    public void info(String m, Object a, Object b) {}

    @Override
    public void info(String m, Object... a) {}

    @Override
    public void info(String m, Throwable t) {}

    @Override
    public boolean isWarnEnabled() {
        return false;
    }

    @Override
    public void warn(String m) {}

    @Override
    public void warn(String m, Object a) {}

    @Override
    public void warn(String m, Object a, Object b) {}

    @Override
    public void warn(String m, Object... a) {}

    @Override
    public void warn(String m, Throwable t) {}

    @Override
    public boolean isErrorEnabled() {
        return false;
    }

    @Override
    public void error(String m) {}

    @Override
    public void error(String m, Object a) {}

    @Override
    public void error(String m, Object a, Object b) {}

    @Override
    public void error(String m, Object... a) {}

    @Override
    public void error(String m, Throwable t) {}
}
