package io.ftjvm.guest.net;

import java.nio.ByteBuffer;

/** Byte buffers of scatter and gather operations. */
final class Buffers {
    private Buffers() {}

    static void checkWritable(ByteBuffer b) {
        if (b.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
    }

    static long remaining(ByteBuffer[] bs, int offset, int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += bs[i].remaining();
        }
        return sum;
    }

    /** Moves the next {@code n} bytes of {@code bs} to a new array. */
    static byte[] gather(ByteBuffer[] bs, int offset, int n) {
        byte[] bytes = new byte[n];
        int at = 0;
        for (int i = offset; at < n; i++) {
            int k = Math.min(n - at, bs[i].remaining());
            bs[i].get(bytes, at, k);
            at += k;
        }
        return bytes;
    }
}
