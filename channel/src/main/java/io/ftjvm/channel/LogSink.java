package io.ftjvm.channel;

import java.io.IOException;

/** Takes the log, whole frames at a time, in order. */
public interface LogSink {
    /**
     * Appends one frame, header included; keeps no reference to {@code bytes}. Called by the token holder, whose interrupt
     * status may be set: an implementation must not use interruptible I/O on the calling thread.
     */
    void append(byte[] bytes, int offset, int length) throws IOException;
}
