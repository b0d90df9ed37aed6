package io.ftjvm.guest.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Bytes in order, in the pieces they came in. Token holder only. */
public final class ByteQueue {
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private int offset;
    private int size;

    /** Creates an empty queue. */
    public ByteQueue() {}

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** Appends {@code piece}, which nobody changes any more. */
    public void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.addLast(piece);
            size += piece.length;
        }
    }

    /** Moves up to {@code length} bytes to {@code b}; returns how many. */
    public int take(byte[] b, int off, int length) {
        int left = Math.min(length, size);
        int taken = left;
        while (left > 0) {
            byte[] piece = pieces.peekFirst();
            int n = Math.min(left, piece.length - offset);
            System.arraycopy(piece, offset, b, off, n);
            off += n;
            left -= n;
            advance(piece, n);
        }
        return taken;
    }

    /** Moves as many bytes to {@code b} as there are and fit; returns how many. */
    public int take(ByteBuffer b) {
        int left = Math.min(b.remaining(), size);
        int taken = left;
        while (left > 0) {
            byte[] piece = pieces.peekFirst();
            int n = Math.min(left, piece.length - offset);
            b.put(piece, offset, n);
            left -= n;
            advance(piece, n);
        }
        return taken;
    }

    private void advance(byte[] piece, int n) {
        size -= n;
        offset += n;
        if (offset == piece.length) {
            pieces.pollFirst();
            offset = 0;
        }
    }

    /** Drops what there is. */
    public void clear() {
        pieces.clear();
        offset = 0;
        size = 0;
    }
}
