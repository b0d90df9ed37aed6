package io.ftjvm.channel;

/**
 * The failure detector: for how long the other side has not been heard, and whether that is too long. A machine that runs
 * threads late makes every peer look dead, so what has lately been usual on this connection is added to the timeout;
 * waiting longer is safe, because no output leaves meanwhile. The channel's thread only; times are
 * {@code System.nanoTime()}.
 */
final class Silence {
    /** While a backup joins nothing depends on it, and both sides may be busy with the log: no reason for haste. */
    private static final long JOINING = 5_000_000_000L;

    /** What is usual is forgotten to a half in this time. */
    private static final long HALF_LIFE = 10_000_000_000L;

    /** A gap is taken for an accident of scheduling unless it is so many times the usual ones. */
    private static final int FACTOR = 4;

    /** The usual lateness counts up to so many timeouts. */
    private static final int MOST = 5;

    private final ChannelTiming timing;
    private long lastHeard;
    private long lastTick;
    /** How much later than a heartbeat something has lately been heard, the worst case, as of {@link #usualAt}. */
    private long usual;

    private long usualAt;

    Silence(ChannelTiming timing, long now) {
        this.timing = timing;
        lastHeard = now;
        lastTick = now;
        usualAt = now;
    }

    void heard(long now) {
        late(now - lastHeard - timing.heartbeat(), now);
        lastHeard = now;
    }

    /** Once in a heartbeat's time: whether the other side counts as lost. */
    boolean tooLong(boolean joining, long now) {
        long sinceTick = now - lastTick;
        lastTick = now;
        if (sinceTick > timing.timeout() / 2) {
            // It was this process that stood still; what the other side sent meanwhile has not been read yet.
            late(Math.min(sinceTick, timing.timeout()), now);
            lastHeard = now;
        }
        return length(now) > (joining ? Math.max(JOINING, timing.timeout()) : limit(now));
    }

    /** Nanoseconds since it was heard. */
    long length(long now) {
        return now - lastHeard;
    }

    private long limit(long now) {
        return timing.timeout() + Math.min(FACTOR * usual(now), MOST * timing.timeout());
    }

    private void late(long by, long now) {
        usual = Math.max(usual(now), by);
        usualAt = now;
    }

    private long usual(long now) {
        double halves = (double) (now - usualAt) / HALF_LIFE;
        return (long) (usual * Math.pow(0.5, halves));
    }
}
