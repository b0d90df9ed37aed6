package io.ftjvm.channel;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Cuts a stream of bytes into frames, checking each. Not thread-safe. */
final class FrameReader {
    /** Where the bytes come from. */
    interface Bytes {
        /** Reads at most {@code length} bytes without waiting; 0 or less if there are none now. */
        int read(byte[] into, int offset, int length) throws IOException;
    }

    private static final int READ_SIZE = 64 << 10;

    private final Bytes source;
    private final CRC32C crc = new CRC32C();
    private final Frame frame = new Frame();

    private byte[] buffer = new byte[READ_SIZE];
    private int start;
    private int end;
    private long position;

    /** Reads frames from {@code source}, whose first byte has log offset {@code position}. */
    FrameReader(Bytes source, long position) {
        this.source = source;
        this.position = position;
    }

    /** Log offset after the last frame returned. */
    long position() {
        return position;
    }

    /** Bytes read that do not make up a frame yet. */
    int leftOver() {
        return end - start;
    }

    /** The next whole frame, null if there is none now. The frame returned before becomes invalid. */
    Frame next() throws LogException {
        if (!available(LogFormat.FRAME_HEADER)) {
            return null;
        }
        int length = LogFormat.getInt(buffer, start);
        if (length <= 0 || length > LogFormat.MAX_ENTRIES) {
            throw new LogException(position, "a frame of " + length + " bytes");
        }
        if (!available(LogFormat.FRAME_HEADER + length)) {
            return null;
        }
        int entries = start + LogFormat.FRAME_HEADER;
        int checksum = LogFormat.frameChecksum(crc, position, buffer, entries, length);
        if (checksum != LogFormat.getInt(buffer, start + 4)) {
            throw new LogException(position, "wrong checksum of a frame of " + length + " bytes");
        }
        frame.bytes = buffer;
        frame.offset = entries;
        frame.length = length;
        frame.position = position + LogFormat.FRAME_HEADER;
        start = entries + length;
        position = frame.end();
        return frame;
    }

    /** Reads on until {@code length} bytes are in the buffer, as far as there are any. */
    private boolean available(int length) throws LogException {
        while (end - start < length) {
            makeRoom();
            int n;
            try {
                n = source.read(buffer, end, buffer.length - end);
            } catch (LogException e) {
                throw e;
            } catch (IOException e) {
                throw new LogException(position, String.valueOf(e.getMessage()));
            }
            if (n <= 0) {
                return false;
            }
            end += n;
        }
        return true;
    }

    /** The buffer grows with the bytes that are there, not with the length somebody claims. */
    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == buffer.length) {
            byte[] target = end - start > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, start, target, 0, end - start);
            buffer = target;
            end -= start;
            start = 0;
        }
    }

    /** A copy of the current frame as it stands in the stream, header included. */
    byte[] copyOfFrame() {
        return Arrays.copyOfRange(frame.bytes, frame.offset - LogFormat.FRAME_HEADER, frame.offset + frame.length);
    }
}
