package io.ftjvm.channel;

import io.ftjvm.guest.Outputs;

/**
 * On a backup: the console output that the primary may not have released yet, so that nothing is missing when the backup
 * goes live. Bounded: of more than a mebibyte a stream the oldest is forgotten. Token holder only.
 */
public final class ConsoleTail implements ReplayedOutput {
    static final int MAX = 1 << 20;

    private final Stream out = new Stream();
    private final Stream err = new Stream();

    @Override
    public void output(int kind, long id, byte[] bytes, int offset, int length) {
        Stream stream = stream(kind);
        if (stream != null) {
            stream.append(bytes, offset, length);
        }
    }

    @Override
    public void released(int kind, long total) {
        Stream stream = stream(kind);
        if (stream != null) {
            stream.released = Math.max(stream.released, total);
        }
    }

    /** Bytes that the primary released. */
    long released(int kind) {
        return stream(kind).start();
    }

    /** Hands the rest to {@code device}. */
    void emitUnreleased(OutputDevice device) {
        emit(device, Outputs.STDOUT, out);
        emit(device, Outputs.STDERR, err);
    }

    private static void emit(OutputDevice device, int kind, Stream stream) {
        byte[] rest = stream.rest();
        if (rest.length > 0) {
            device.emit(kind, 0, rest);
        }
    }

    private Stream stream(int kind) {
        return kind == Outputs.STDOUT ? out : kind == Outputs.STDERR ? err : null;
    }

    /** A ring with the newest bytes of one stream. */
    private static final class Stream {
        private byte[] ring = new byte[4 << 10];
        private long total;
        private long released;

        void append(byte[] bytes, int offset, int length) {
            reserve(length);
            int from = Math.max(0, length - ring.length);
            for (int i = from; i < length; i++) {
                ring[(int) ((total + i) & (ring.length - 1))] = bytes[offset + i];
            }
            total += length;
        }

        private void reserve(int length) {
            long wanted = Math.min(MAX, total - Math.min(released, total) + length);
            if (wanted <= ring.length) {
                return;
            }
            byte[] larger = new byte[Integer.highestOneBit((int) wanted * 2 - 1)];
            for (long i = Math.max(0, total - ring.length); i < total; i++) {
                larger[(int) (i & (larger.length - 1))] = ring[(int) (i & (ring.length - 1))];
            }
            ring = larger;
        }

        /** Where {@link #rest} starts. */
        long start() {
            return Math.max(Math.min(released, total), total - ring.length);
        }

        byte[] rest() {
            long start = start();
            byte[] rest = new byte[(int) (total - start)];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = ring[(int) ((start + i) & (ring.length - 1))];
            }
            return rest;
        }
    }
}
