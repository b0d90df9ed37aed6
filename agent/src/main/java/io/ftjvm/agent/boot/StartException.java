package io.ftjvm.agent.boot;

/** The guest cannot be started: bad options or environment. The message is the one line that the user sees. */
public final class StartException extends RuntimeException {
    /** Exit status for bad options or environment. */
    public static final int STATUS = 88;

    private static final long serialVersionUID = 1L;

    /** A reason that says what to do about it. */
    public StartException(String message) {
        super(message);
    }

    /** The same with a cause, for the message's sake only. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
