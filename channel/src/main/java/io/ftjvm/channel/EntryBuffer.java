package io.ftjvm.channel;

import java.util.Arrays;

/** A growing byte array with the number formats of {@link LogFormat}. Not thread-safe. */
final class EntryBuffer {
    byte[] bytes;
    int size;

    EntryBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        LogFormat.putInt(bytes, size, value);
        size += 4;
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    /** Unsigned: a negative number takes ten bytes. */
    void putVarint(long value) {
        reserve(10);
        long v = value;
        while ((v & ~0x7fL) != 0) {
            bytes[size++] = (byte) (v | 0x80);
            v >>>= 7;
        }
        bytes[size++] = (byte) v;
    }

    void putZigzag(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    void put(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    private void reserve(int length) {
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
    }
}
