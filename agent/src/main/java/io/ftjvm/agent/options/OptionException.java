package io.ftjvm.agent.options;

/** An option that cannot be used. The message is one line for the user; the process ends with status 88. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An error described by {@code message}. */
    public OptionException(String message) {
        super(message);
    }

    /** An error described by {@code message}, caused by {@code cause}. */
    public OptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
