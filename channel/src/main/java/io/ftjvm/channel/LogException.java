package io.ftjvm.channel;

import java.io.IOException;

/** The log cannot be read or written. */
public final class LogException extends IOException {
    private static final long serialVersionUID = 1;

    /** Where: a log offset. */
    private final long position;

    /** Says what is wrong at log offset {@code position}. */
    public LogException(long position, String message) {
        super(message);
        this.position = position;
    }

    /** Log offset of what could not be read. */
    public long position() {
        return position;
    }
}
