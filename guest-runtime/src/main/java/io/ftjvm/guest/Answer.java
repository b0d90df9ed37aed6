package io.ftjvm.guest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A sequence of typed values as bytes: the arguments or the result of a trap. Written with {@code put}, read in the same
 * order; reading past the end, or a length that cannot be, is an {@code IllegalStateException}.
 */
final class Answer {
    private byte[] bytes;
    private int position;

    /** To write. */
    Answer() {
        bytes = new byte[64];
    }

    /** To read. */
    Answer(byte[] bytes) {
        this.bytes = bytes;
    }

    Answer putByte(int v) {
        room(1);
        bytes[position++] = (byte) v;
        return this;
    }

    Answer putInt(int v) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[position++] = (byte) (v >>> shift);
        }
        return this;
    }

    Answer putLong(long v) {
        return putInt((int) (v >>> 32)).putInt((int) v);
    }

    /** Null is a value too. */
    Answer putBytes(byte[] v) {
        return v == null ? putInt(-1) : putBytes(v, v.length);
    }

    /** The first {@code length} bytes of {@code v}. */
    Answer putBytes(byte[] v, int length) {
        putInt(length);
        room(length);
        System.arraycopy(v, 0, bytes, position, length);
        position += length;
        return this;
    }

    /** What another has: read as if it had been put here. */
    Answer putRaw(byte[] v) {
        room(v.length);
        System.arraycopy(v, 0, bytes, position, v.length);
        position += v.length;
        return this;
    }

    /** Null is a value too. */
    Answer putString(String v) {
        return putBytes(v == null ? null : v.getBytes(StandardCharsets.UTF_8));
    }

    /** What has been written. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }

    private void room(int n) {
        if (bytes.length - position < n) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + n));
        }
    }

    int getByte() {
        require(1);
        return bytes[position++];
    }

    int getInt() {
        require(4);
        int v = 0;
        for (int i = 0; i < 4; i++) {
            v = v << 8 | bytes[position++] & 0xff;
        }
        return v;
    }

    long getLong() {
        return (long) getInt() << 32 | getInt() & 0xffffffffL;
    }

    byte[] getBytes() {
        int length = getInt();
        if (length == -1) {
            return null;
        }
        require(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    String getString() {
        byte[] b = getBytes();
        return b == null ? null : new String(b, StandardCharsets.UTF_8);
    }

    /** Whether there is more to read. */
    boolean more() {
        return position < bytes.length;
    }

    private void require(int n) {
        if (n < 0 || bytes.length - position < n) {
            throw new IllegalStateException("a trap's result ends early");
        }
    }
}
