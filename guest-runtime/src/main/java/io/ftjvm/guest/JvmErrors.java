package io.ftjvm.guest;

/**
 * Errors that strike when the JVM has no more room. Where that is depends on how far the compilers have come and on the
 * heap, so both sides say when the guest has seen one: an entry without content, which the other side must reach too. A
 * handler near the end of the stack has no room to say it: that is done at the next entry or poll point, before which
 * nothing can be seen of the difference.
 */
final class JvmErrors implements Port.TrapBody {
    private static final byte[] NOTHING = new byte[0];
    private static final JvmErrors BODY = new JvmErrors();
    private static final int RESERVE = 1 << 18;

    /** The trap that is still to be made; 0 for none. Token holder. */
    static int pending;

    /** What was caught last: once is enough. */
    private static Throwable last;

    /** Memory for the runtime to tell that there is none. */
    private static byte[] reserve;

    private JvmErrors() {}

    /** Makes the runtime ready: where it is needed there is no room to load a class. */
    static void start() {
        Hypercall.start();
        Fatal.start();
        reserve = new byte[RESERVE];
    }

    /** The current thread has caught {@code e}. */
    static void caught(Throwable e) {
        if (e == last || Scheduler.current() == null) {
            return;
        }
        if (e instanceof StackOverflowError) {
            last = e;
            pending = Traps.STACK_OVERFLOW;
        } else if (e instanceof OutOfMemoryError) {
            last = e;
            pending = Traps.OUT_OF_MEMORY;
            reserve = null;
        }
    }

    /** Makes the trap that is pending. */
    static void report() {
        int kind = pending;
        pending = 0;
        if (kind == Traps.STACK_OVERFLOW) {
            Object mode = Guest.enterHostMode();
            HiddenClasses.check();
            Guest.leaveHostMode(mode);
        }
        Hypercall.trap(kind, NOTHING, BODY);
        if (reserve == null) {
            reserve = refill();
        }
    }

    private static byte[] refill() {
        try {
            return new byte[RESERVE];
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    @Override
    public byte[] run() {
        return NOTHING;
    }
}
