package io.ftjvm.guest.net;

import io.ftjvm.guest.VirtualClock;
import java.util.concurrent.TimeUnit;

/** Deadlines as {@link io.ftjvm.guest.Scheduler#block} takes them. */
final class Deadline {
    static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /** {@code millis} from now; 0 or less: never. */
    static long in(long millis) {
        return millis <= 0 ? NEVER : VirtualClock.deadline(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
