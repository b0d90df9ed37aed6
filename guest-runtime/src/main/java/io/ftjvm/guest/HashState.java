package io.ftjvm.guest;

/**
 * HotSpot draws identity hash codes from four ints in the native thread (Marsaglia's xor-shift, {@code Thread::_hashStateX}
 * and following). Seeding them per guest thread makes the hash codes a function of the guest, at no cost per call.
 */
final class HashState {
    /** What HotSpot puts into a new thread; X is drawn per thread. */
    private static final int W = 273326509;

    private static final int Y = 842502087;
    private static final int Z = 0x8767;

    /** Whether how many hash codes were drawn is part of the digest. Set before the guest starts. */
    static boolean inDigest;

    private HashState() {}

    /** Seeds the current thread's state. */
    static void seed(int id) {
        long at = address();
        Jdk.putInt(at, W);
        Jdk.putInt(at + 4, mix(id));
        Jdk.putInt(at + 8, Y);
        Jdk.putInt(at + 12, Z);
    }

    /** Keeps the state of {@code t}, the current thread, for {@link #restore}. */
    static void save(Thread t, GuestThread g) {
        long at = address(t);
        g.savedHashLow = Jdk.getLong(at);
        g.savedHashHigh = Jdk.getLong(at + 8);
    }

    /**
     * A poll point: the hash codes to come are a function of thread and place alone. What may have been drawn since the
     * last one by the JVM on its own account, when it linked a class, is without consequence from here on.
     */
    static void polled(Thread t, GuestThread g) {
        long at = address(t);
        if (inDigest) {
            Lockstep.mix(Jdk.getLong(at) ^ Jdk.getLong(at + 8));
        }
        int x = mix(g.id + (int) Lockstep.ordinal * 0x632BE5AB);
        Jdk.putLong(at, W & 0xffffffffL | (long) x << 32);
        Jdk.putLong(at + 8, Y & 0xffffffffL | (long) Z << 32);
    }

    static void restore(Thread t, GuestThread g) {
        long at = address(t);
        Jdk.putLong(at, g.savedHashLow);
        Jdk.putLong(at + 8, g.savedHashHigh);
    }

    /** Half of the current thread's state. */
    static long low() {
        return Jdk.getLong(address());
    }

    /** The other half. */
    static long high() {
        return Jdk.getLong(address() + 8);
    }

    /** Puts the current thread's state back. */
    static void set(long low, long high) {
        long at = address();
        Jdk.putLong(at, low);
        Jdk.putLong(at + 8, high);
    }

    private static long address() {
        return address(Thread.currentThread());
    }

    /** Of {@code t}, the current thread: a virtual one has its carrier's. */
    private static long address(Thread t) {
        long thread = Jdk.eetop(t);
        return (thread != 0 ? thread : Jdk.eetop(VirtualJdk.currentCarrier())) + Jdk.hashStateOffset();
    }

    private static int mix(int z) {
        z = (z + 0x9E3779B9) * 0x85ebca6b;
        z ^= z >>> 13;
        z *= 0xc2b2ae35;
        return z ^ (z >>> 16);
    }
}
