package io.ftjvm.channel;

/** Stops the primary's guest when the channel is full, and slows it smoothly when the backup's execution lags. */
final class ChannelPacer implements Pacer {
    /** Most bytes of the log that the backup may not have acknowledged. */
    static final long WINDOW = 64 << 20;

    private static final long STEP = 1_000_000;
    private static final long MAX_DELAY = 5_000_000;
    private static final long PATIENCE = 5_000_000_000L;

    private final long maxLag;
    private volatile boolean full;
    private volatile long delay;

    ChannelPacer(long maxLag) {
        this.maxLag = maxLag;
    }

    /** There is no backup, or it has only just come. */
    void free() {
        full = false;
        delay = 0;
    }

    /** The state of a backup in lockstep; nanoseconds and bytes. The channel's thread. */
    void lockstep(long lag, long unacknowledged) {
        full = unacknowledged > WINDOW;
        long over = lag - maxLag;
        delay = over <= 0 ? 0 : Math.min(MAX_DELAY, over / (maxLag / STEP + 1) + 1);
    }

    /**
     * The state of a backup that has been joining for {@code since}, nanoseconds: a guest that uses its processors fully
     * would never be caught up with, so after some seconds it is slowed, more and more. The channel's thread.
     */
    void joining(long lag, long since) {
        delay = lag <= maxLag || since <= PATIENCE ? 0 : Math.min(MAX_DELAY, (since - PATIENCE) / 10_000);
    }

    /** Called about once a millisecond of running: a delay of a millisecond is half speed. */
    @Override
    public boolean pace() {
        boolean waited = false;
        while (full) {
            Pause.nanos(STEP);
            waited = true;
        }
        long d = delay;
        if (d > 0) {
            Pause.nanos(d);
            waited = true;
        }
        return waited;
    }
}
