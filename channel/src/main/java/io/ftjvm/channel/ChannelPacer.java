package io.ftjvm.channel;

/**
 * Stops the primary's guest when the channel is full, and slows it smoothly when the backup's execution lags: from the
 * allowed lag on it is held for a growing share of the time, at some times that lag it stands still. The lag is what a
 * failover takes.
 */
final class ChannelPacer implements Pacer {
    /** Most bytes of the log that the backup may not have acknowledged. */
    static final long WINDOW = 64 << 20;

    /** At so many times the allowed lag the guest stands still. */
    private static final int STANDSTILL = 4;

    private static final long STEP = 1_000_000;
    private static final long PATIENCE = 5_000_000_000L;
    /** A joining backup has half of the time so long after the patience has ended, and then more and more. */
    private static final double HALF = 10e9;

    private static final double MOST = 5;

    /** The guest has run for at most so long since it was last here: the rest it was idle. */
    private static final long LONGEST_RUN = 5_000_000;

    private final long maxLag;
    private volatile boolean full;
    /** Nanoseconds to hold the guest for each that it runs. */
    private volatile double ratio;

    /** When the guest was last let go. Token holder. */
    private long released;

    ChannelPacer(long maxLag) {
        this.maxLag = maxLag;
    }

    /** There is no backup, or it has only just come. */
    void free() {
        ratio = 0;
        full = false;
    }

    /** The state of a backup in lockstep; nanoseconds and bytes. The channel's thread. */
    void lockstep(long lag, long unacknowledged) {
        double share = (double) (lag - maxLag) / ((STANDSTILL - 1) * maxLag);
        ratio = share <= 0 || share >= 1 ? 0 : share / (1 - share);
        full = unacknowledged > WINDOW || share >= 1;
    }

    /**
     * The state of a backup that has been joining for {@code since}, nanoseconds: a guest that uses its processors fully
     * would never be caught up with, so after some seconds it is slowed, more and more. The channel's thread.
     */
    void joining(long lag, long since) {
        ratio = lag <= maxLag || since <= PATIENCE ? 0 : Math.min((since - PATIENCE) / HALF, MOST);
        full = false;
    }

    /** Called about once a millisecond of running, and when the guest ceases to be idle. */
    @Override
    public boolean pace() {
        boolean waited = false;
        while (full) {
            Pause.nanos(STEP);
            waited = true;
        }
        double r = ratio;
        if (r > 0) {
            Pause.nanos((long) (Math.min(System.nanoTime() - released, LONGEST_RUN) * Math.min(r, MOST)));
            waited = true;
        }
        released = System.nanoTime();
        return waited;
    }
}
