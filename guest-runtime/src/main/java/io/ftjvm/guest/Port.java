package io.ftjvm.guest;

/**
 * The one place where the guest meets the log. A recording port executes for real and logs; a replaying port takes
 * everything from the log. At go-live the replaying port {@linkplain #install replaces} itself with a recording one.
 *
 * <p>All methods are called by the token holder in host mode (hooks see no guest), so an implementation may use any
 * library. The position of the call is in {@link Lockstep}; the implementation checks or writes it, and does not change
 * it. The guest runtime, not the port, rolls what happens into the digest.
 */
public abstract class Port {
    /** Poll at a scheduling point: every kind of interrupt may strike, do not wait. */
    public static final int POLL = 0;
    /** Poll at a clock read: only {@link Interrupts#CLOCK} may strike, do not wait. */
    public static final int CLOCK_READ = 1;
    /** Every guest thread is blocked: wait until an interrupt strikes or the clock reaches the deadline. */
    public static final int IDLE = 2;

    private static volatile Port current;

    /** Kind of the interrupt that {@link #next} returned, one of {@link Interrupts}. */
    public int kind;
    /** Its number: the connection, the signal, the time. Depends on the kind. */
    public long id;
    /** Its content, never null. */
    public byte[] data;

    /** The port in use. Any thread. */
    public static Port current() {
        return current;
    }

    /** Puts {@code port} in the place of the one in use. Called before the guest starts and, by a port, at go-live. */
    public static void install(Port port) {
        current = port;
        if (Guest.started()) {
            References.follow(port);
        }
    }

    /** Whether the guest's inputs come from the log. Constant. */
    public abstract boolean replays();

    /** The result of the next trap if that is the next log entry and of this kind, else null. Waits for the entry. */
    public abstract byte[] upcoming(int kind);

    /**
     * Takes the next interrupt that strikes at {@link Lockstep#ordinal}, and leaves it in {@link #kind}, {@link #id} and
     * {@link #data}. The caller asks again, with the same ordinal, until the answer is false.
     *
     * <p>In mode {@link #IDLE} the answer is false only if the port has been replaced. When the real clock reaches
     * {@code deadline} a recording port answers with a {@link Interrupts#CLOCK} interrupt.
     *
     * @param mode {@link #POLL}, {@link #CLOCK_READ} or {@link #IDLE}
     * @param deadline virtual time in nanoseconds of the earliest timer, {@code Long.MAX_VALUE} if there is none; used
     *     in mode IDLE only
     */
    public abstract boolean next(int mode, long deadline);

    /**
     * A trap: an operation whose result the image does not determine.
     *
     * @param kind one of {@link Traps}
     * @param arguments what the result depends on; compared on replay
     * @param body executed by a recording port only; must not throw: failures are part of the result
     * @return what the body returned when it was recorded
     */
    public abstract byte[] trap(int kind, byte[] arguments, TrapBody body);

    /**
     * An output. A recording port logs length and checksum and hands a copy to the output gate, which releases it, in
     * order, once the log up to here is acknowledged. A replaying port compares and discards it.
     *
     * @param kind one of {@link Outputs}
     * @param id connection or other number the kind calls for
     */
    public abstract void output(int kind, long id, byte[] bytes, int offset, int length);

    /**
     * A word to the host's side of a device that has no effect anyone can observe (flow control). Never logged, ignored
     * on replay.
     */
    public abstract void hint(int kind, long id, long value);

    /**
     * The guest ends with {@code status}: logs it, waits until every output has been released, prints the exit line.
     * Returns; the caller ends the process.
     */
    public abstract void exit(int status);

    /** What a trap does for real. */
    public interface TrapBody {
        /** Runs in host mode on the guest thread; returns the result, never null; does not throw. */
        byte[] run();
    }
}
