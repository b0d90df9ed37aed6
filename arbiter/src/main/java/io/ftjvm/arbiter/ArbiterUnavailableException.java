package io.ftjvm.arbiter;

/** The arbiter cannot be reached now. It means wait and ask again; it says nothing about who is primary. */
public final class ArbiterUnavailableException extends ArbiterException {
    private static final long serialVersionUID = 1;

    /** An error described by {@code message}. */
    public ArbiterUnavailableException(String message) {
        super(message);
    }

    /** An error described by {@code message}, caused by {@code cause}. */
    public ArbiterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
