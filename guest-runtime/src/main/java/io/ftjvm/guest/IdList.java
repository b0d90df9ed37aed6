package io.ftjvm.guest;

/** Ids as they travel in an interrupt: each as the difference from the one before, zigzag, seven bits a byte, low first. */
final class IdList {
    private byte[] bytes = new byte[64];
    private int end;
    private int position;
    private long last;

    /** An empty list, to be filled. */
    IdList() {}

    /** A list to be read. */
    IdList(byte[] encoded) {
        bytes = encoded;
        end = encoded.length;
    }

    boolean isEmpty() {
        return end == 0;
    }

    /** Number of bytes so far. */
    int length() {
        return end;
    }

    void add(long id) {
        if (end + 10 > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, bytes.length * 2);
        }
        long d = id - last;
        last = id;
        long z = d << 1 ^ d >> 63;
        while ((z & ~0x7fL) != 0) {
            bytes[end++] = (byte) (z & 0x7f | 0x80);
            z >>>= 7;
        }
        bytes[end++] = (byte) z;
    }

    byte[] encoded() {
        return java.util.Arrays.copyOf(bytes, end);
    }

    boolean hasNext() {
        return position < end;
    }

    long next() {
        long z = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[position++];
            z |= (b & 0x7fL) << shift;
            if (b >= 0) {
                break;
            }
        }
        last += z >>> 1 ^ -(z & 1);
        return last;
    }
}
