package io.ftjvm.channel;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A file of the log store: a stretch of the log, compressed in chunks that can be checked and read one by one.
 *
 * <pre>
 * +--------+-------------------------------------------------------+
 * | offset | field of a chunk                                      |
 * +--------+-------------------------------------------------------+
 * | 0      | int32 magic "FTJS"                                    |
 * | 4      | int64 log offset of the chunk's first byte            |
 * | 12     | int32 r, bytes of the log in it                       |
 * | 16     | int32 n, bytes they are deflated to                   |
 * | 20     | int32 CRC-32C of the n bytes after the bytes before   |
 * | 24     | n bytes, zlib                                         |
 * +--------+-------------------------------------------------------+
 * </pre>
 */
final class Segment {
    /** Most bytes of the log in a chunk. */
    static final int CHUNK = 256 << 10;

    private static final int MAGIC = 0x46544A53;
    private static final int HEADER = 24;
    private static final int CHECKED = 20;

    final Path path;
    final long start;

    /** Bytes in the file that hold whole chunks, and where the log they hold ends. Guarded by the store's monitor. */
    long size;

    long end;

    Segment(Path path, long start) {
        this.path = path;
        this.start = start;
        this.end = start;
    }

    private static long getLong(byte[] b, int at) {
        return (long) LogFormat.getInt(b, at) << 32 | (LogFormat.getInt(b, at + 4) & 0xffffffffL);
    }

    private static int checksum(CRC32C crc, byte[] chunk, int length) {
        crc.reset();
        crc.update(chunk, 0, CHECKED);
        crc.update(chunk, HEADER, length);
        return (int) crc.getValue();
    }

    /** Appends chunks to a segment. One thread. */
    static final class Writer implements Closeable {
        private final RandomAccessFile file;
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final CRC32C crc = new CRC32C();
        private byte[] chunk = new byte[HEADER + CHUNK + (1 << 10)];

        Writer(Segment segment) throws IOException {
            file = new RandomAccessFile(segment.path.toFile(), "rw");
            file.setLength(0);
        }

        /** Appends the bytes at {@code logOffset}; returns by how much the file has grown. */
        int append(long logOffset, byte[] bytes, int length) throws IOException {
            deflater.reset();
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            int n = deflater.deflate(chunk, HEADER, chunk.length - HEADER);
            if (!deflater.finished()) {
                throw new IOException("a chunk of " + length + " bytes does not deflate");
            }
            LogFormat.putInt(chunk, 0, MAGIC);
            LogFormat.putInt(chunk, 4, (int) (logOffset >>> 32));
            LogFormat.putInt(chunk, 8, (int) logOffset);
            LogFormat.putInt(chunk, 12, length);
            LogFormat.putInt(chunk, 16, n);
            LogFormat.putInt(chunk, CHECKED, checksum(crc, chunk, n));
            file.write(chunk, 0, HEADER + n);
            return HEADER + n;
        }

        @Override
        public void close() throws IOException {
            deflater.end();
            chunk = null;
            file.close();
        }
    }

    /** Reads a segment chunk by chunk. One thread. */
    static final class Reader implements Closeable {
        private final Segment segment;
        private final RandomAccessFile file;
        private final Inflater inflater = new Inflater();
        private final CRC32C crc = new CRC32C();
        private final byte[] chunk = new byte[HEADER + CHUNK + (1 << 10)];

        /** The chunk read last: its place in the log, its length, its content. */
        long logOffset;

        int length;
        final byte[] bytes = new byte[CHUNK];

        Reader(Segment segment) throws IOException {
            this.segment = segment;
            this.file = new RandomAccessFile(segment.path.toFile(), "r");
            this.logOffset = segment.start;
        }

        boolean in(Segment other) {
            return segment == other;
        }

        /** Goes on to the next chunk, which must be there. */
        void next() throws IOException {
            long expected = logOffset + length;
            file.readFully(chunk, 0, HEADER);
            long offset = getLong(chunk, 4);
            int raw = LogFormat.getInt(chunk, 12);
            int n = LogFormat.getInt(chunk, 16);
            boolean plausible = LogFormat.getInt(chunk, 0) == MAGIC && offset == expected && raw > 0 && raw <= CHUNK;
            if (!plausible || n <= 0 || n > chunk.length - HEADER) {
                throw new LogException(expected, "not a chunk, in " + segment.path);
            }
            file.readFully(chunk, HEADER, n);
            if (checksum(crc, chunk, n) != LogFormat.getInt(chunk, CHECKED)) {
                throw new LogException(expected, "wrong checksum of a chunk, in " + segment.path);
            }
            inflater.reset();
            inflater.setInput(chunk, HEADER, n);
            try {
                if (inflater.inflate(bytes, 0, raw) != raw) {
                    throw new LogException(expected, "a chunk is too short, in " + segment.path);
                }
            } catch (DataFormatException e) {
                throw new LogException(expected, "a chunk does not inflate, in " + segment.path);
            }
            logOffset = offset;
            length = raw;
        }

        @Override
        public void close() throws IOException {
            inflater.end();
            file.close();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
