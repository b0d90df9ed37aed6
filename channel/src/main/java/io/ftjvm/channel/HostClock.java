package io.ftjvm.channel;

import java.time.Instant;

/** Real time as the guest's clock follows it: nanoseconds since the epoch, never backwards. Any thread. */
public final class HostClock {
    private final long offset;

    /** Starts at wall-clock time, but not before {@code notBefore}: virtual time does not go back at go-live. */
    public HostClock(long notBefore) {
        Instant wall = Instant.now();
        long nanos = wall.getEpochSecond() * 1_000_000_000L + wall.getNano();
        offset = Math.max(nanos, notBefore) - System.nanoTime();
    }

    /** Now, nanoseconds since the epoch. */
    long now() {
        return System.nanoTime() + offset;
    }
}
