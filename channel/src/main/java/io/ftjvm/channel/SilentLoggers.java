package io.ftjvm.channel;

import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/** Keeps Netty from logging: a logging framework may be the guest's, and standard error belongs to the status lines. */
final class SilentLoggers extends InternalLoggerFactory {
    /** Before any other class of Netty's is used. */
    static void install() {
        InternalLoggerFactory.setDefaultFactory(new SilentLoggers());
    }

    @Override
    protected InternalLogger newInstance(String name) {
        return new Silent(name);
    }

    private static final class Silent extends AbstractInternalLogger {
        private static final long serialVersionUID = 1;

        Silent(String name) {
            super(name);
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public void trace(String message) {}

        @Override
        public void trace(String format, Object argument) {}

        @Override
        public void trace(String format, Object a, Object b) {}

        @Override
        public void trace(String format, Object... arguments) {}

        @Override
        public void trace(String message, Throwable t) {}

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void debug(String message) {}

        @Override
        public void debug(String format, Object argument) {}

        @Override
        public void debug(String format, Object a, Object b) {}

        @Override
        public void debug(String format, Object... arguments) {}

        @Override
        public void debug(String message, Throwable t) {}

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public void info(String message) {}

        @Override
        public void info(String format, Object argument) {}

        @Override
        public void info(String format, Object a, Object b) {}

        @Override
        public void info(String format, Object... arguments) {}

        @Override
        public void info(String message, Throwable t) {}

        @Override
        public boolean isWarnEnabled() {
            return false;
        }

        @Override
        public void warn(String message) {}

        @Override
        public void warn(String format, Object argument) {}

        @Override
        public void warn(String format, Object a, Object b) {}

        @Override
        public void warn(String format, Object... arguments) {}

        @Override
        public void warn(String message, Throwable t) {}

        @Override
        public boolean isErrorEnabled() {
            return false;
        }

        @Override
        public void error(String message) {}

        @Override
        public void error(String format, Object argument) {}

        @Override
        public void error(String format, Object a, Object b) {}

        @Override
        public void error(String format, Object... arguments) {}

        @Override
        public void error(String message, Throwable t) {}
    }
}
