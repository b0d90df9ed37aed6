package io.ftjvm.arbiter;

/**
 * The arbiter cannot be used as it is: a bad address, a directory without the right to write, a damaged register. The
 * message is one clear line for the operator; trying again does not help.
 */
public class ArbiterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An error described by {@code message}. */
    public ArbiterException(String message) {
        super(message);
    }

    /** An error described by {@code message}, caused by {@code cause}. */
    public ArbiterException(String message, Throwable cause) {
        super(message, cause);
    }
}
