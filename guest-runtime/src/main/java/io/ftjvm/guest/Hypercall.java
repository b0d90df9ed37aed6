package io.ftjvm.guest;

import io.ftjvm.guest.Port.TrapBody;
import jdk.internal.vm.annotation.ReservedStackAccess;

/** How a guest's device reaches the port: fixes the position, rolls the digest, and leaves guest mode for the call. */
public final class Hypercall {
    private static final byte[] NOTHING = new byte[0];

    private Hypercall() {}

    /** Makes the class ready: a guest's first call may come where there is no room to load it. */
    static void start() {}

    /** A trap; see {@link Port#trap}. */
    @ReservedStackAccess
    public static byte[] trap(int kind, byte[] arguments, TrapBody body) {
        before();
        Thread t = Thread.currentThread();
        GuestThread g = enter(t);
        byte[] result = NOTHING;
        try {
            result = Port.current().trap(kind, arguments, body);
        } catch (StackOverflowError e) {
            Fatal.stackOverflow();
        } finally {
            HostMode.leave(t, g);
            References.limit = References.unknown;
        }
        Lockstep.mix(kind);
        Lockstep.mix(arguments, 0, arguments.length);
        Lockstep.mix(result, 0, result.length);
        return result;
    }

    /** An output; see {@link Port#output}. */
    @ReservedStackAccess
    public static void output(int kind, long id, byte[] bytes, int offset, int length) {
        before();
        Lockstep.mix(((long) kind << 56) ^ id);
        Lockstep.mix(bytes, offset, length);
        Thread t = Thread.currentThread();
        GuestThread g = enter(t);
        try {
            Port.current().output(kind, id, bytes, offset, length);
        } catch (StackOverflowError e) {
            Fatal.stackOverflow();
        } finally {
            HostMode.leave(t, g);
            References.limit = References.unknown;
        }
    }

    /** An output without content. */
    public static void output(int kind, long id) {
        output(kind, id, NOTHING, 0, 0);
    }

    /** A hint; see {@link Port#hint}. */
    @ReservedStackAccess
    public static void hint(int kind, long id, long value) {
        Thread t = Thread.currentThread();
        GuestThread g = enter(t);
        try {
            Port.current().hint(kind, id, value);
        } finally {
            HostMode.leave(t, g);
        }
    }

    /** What has to be in the log before anything else. */
    static void before() {
        if (Fatal.pending || Fatal.missed != null) {
            Fatal.again();
        }
        if (JvmErrors.pending != 0) {
            JvmErrors.report();
        }
    }

    private static GuestThread enter(Thread t) {
        Lockstep.count = Instructions.count();
        return HostMode.enter(t);
    }
}
