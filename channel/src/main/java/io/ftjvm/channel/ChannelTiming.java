package io.ftjvm.channel;

/**
 * The failure detector and the lag control; nanoseconds.
 *
 * @param heartbeat time between two heartbeats
 * @param timeout silence after which the other side counts as lost
 * @param maxLag execution lag past which the primary is slowed
 */
public record ChannelTiming(long heartbeat, long timeout, long maxLag) {
    /** Checks that the numbers make sense together. */
    public ChannelTiming {
        if (heartbeat <= 0 || timeout < 2 * heartbeat || maxLag <= 0) {
            throw new IllegalArgumentException(
                    "the timeout must be at least twice the heartbeat, and all of them positive");
        }
    }

    /**
     * How long after a heartbeat its echo still lets outputs out. Shorter than the backup's timeout, which starts when the
     * heartbeat arrives: the rest is for clocks that run unlike and for the way from the decision to the wire.
     */
    long lease() {
        return timeout / 4 * 3;
    }
}
