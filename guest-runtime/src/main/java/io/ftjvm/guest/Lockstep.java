package io.ftjvm.guest;

/**
 * Where the guest is: the position that a log entry is tied to. Written by the token holder; the hand-over of the token
 * publishes it to the next one.
 */
public final class Lockstep {
    /** Number of poll points passed. Every point at which an interrupt may strike has its own ordinal. */
    public static long ordinal;

    /** Instructions executed, as of the last poll, trap or output. */
    public static long count;

    /** Rolling hash over every trap, interrupt, thread switch and output byte so far. */
    public static long digest = 0xcbf29ce484222325L;

    private Lockstep() {}

    /** Rolls one value into the digest. */
    public static void mix(long value) {
        digest = scramble(digest ^ value);
    }

    /** Rolls {@code length} bytes into the digest. */
    public static void mix(byte[] bytes, int offset, int length) {
        long h = digest ^ length;
        for (int i = offset, end = offset + length; i < end; i++) {
            h = (h ^ bytes[i]) * 0x100000001b3L;
        }
        digest = scramble(h);
    }

    /** A bijection: what has been rolled in is never lost. */
    private static long scramble(long z) {
        long h = z * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        return h ^ (h >>> 29);
    }
}
