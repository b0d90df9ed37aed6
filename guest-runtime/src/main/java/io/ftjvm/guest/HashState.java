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

    private HashState() {}

    /** Seeds the current thread's state. */
    static void seed(int id) {
        long at = address();
        Jdk.putInt(at, W);
        Jdk.putInt(at + 4, mix(id));
        Jdk.putInt(at + 8, Y);
        Jdk.putInt(at + 12, Z);
    }

    /** The two halves of the current thread's state, for {@link #restore}. */
    static long saveLow() {
        long at = address();
        return (long) Jdk.getInt(at) << 32 | Jdk.getInt(at + 4) & 0xffffffffL;
    }

    static long saveHigh() {
        long at = address();
        return (long) Jdk.getInt(at + 8) << 32 | Jdk.getInt(at + 12) & 0xffffffffL;
    }

    static void restore(long low, long high) {
        long at = address();
        Jdk.putInt(at, (int) (low >> 32));
        Jdk.putInt(at + 4, (int) low);
        Jdk.putInt(at + 8, (int) (high >> 32));
        Jdk.putInt(at + 12, (int) high);
    }

    private static long address() {
        return Jdk.eetop(Thread.currentThread()) + Jdk.hashStateOffset();
    }

    private static int mix(int z) {
        z = (z + 0x9E3779B9) * 0x85ebca6b;
        z ^= z >>> 13;
        z *= 0xc2b2ae35;
        return z ^ (z >>> 16);
    }
}
