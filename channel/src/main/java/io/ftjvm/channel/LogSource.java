package io.ftjvm.channel;

/** Supplies the log to a replaying port: from a file, or from the primary as it is written. Token holder only. */
public interface LogSource {
    /** What {@link #await} found. */
    enum Supply {
        /** There may be another frame. */
        MORE,
        /** The primary is lost, every whole frame has been read, and the test-and-set has been won: go live. */
        LIVE,
        /** The log ends here, in good order. */
        END
    }

    /**
     * The next whole frame, null if there is none now.
     *
     * @throws LogException if what follows is not a frame, or is cut off for good
     */
    Frame next() throws LogException;

    /** Log offset after the last frame that {@link #next} returned. */
    long position();

    /** Waits until there is more than {@link #next} found; not interruptible. */
    Supply await() throws LogException;
}
