package io.ftjvm.channel;

import java.util.zip.CRC32C;

/**
 * The log: one stream of bytes since boot, the same in a record file, in the log store and on the logging channel. A
 * position in it is the number of bytes before it (<em>log offset</em>). Integers are big-endian.
 *
 * <pre>
 * header                                     frame
 * +--------+------------------------------+  +--------+-------------------------------------------+
 * | offset | field                        |  | offset | field                                     |
 * +--------+------------------------------+  +--------+-------------------------------------------+
 * | 0      | int32 magic "FTJL"           |  | 0      | int32 n, length of the entries            |
 * | 4      | int32 format version         |  | 4      | int32 CRC-32C of: int64 log offset of the |
 * | 8      | int32 n, length              |  |        | frame, int32 n, the entries               |
 * | 12     | image description, UTF-8     |  | 8      | entries, back to back                     |
 * | 12 + n | int32 CRC-32C of all before  |  +--------+-------------------------------------------+
 * +--------+------------------------------+
 *
 * entry: kind (1 byte), ordinal delta (varint), count delta (zigzag varint), then by kind
 * +-----------+---------------------------------------------------------------------------------+
 * | TRAP      | check, varint trap kind, int32 CRC-32C of the arguments, varint n, n of result  |
 * | INTERRUPT | check, varint interrupt kind, zigzag varint id, varint n, n bytes of data       |
 * | CLOCK     | check, varint delta to the time of the CLOCK entry before (0 before the first)  |
 * | OUTPUT    | check, varint output kind, zigzag varint id, varint length, int32 CRC-32C of it |
 * | MARK      | int64 digest                                                                    |
 * | EXIT      | zigzag varint status, int64 digest                                              |
 * | RELEASED  | varint output kind, varint bytes released since boot                            |
 * +-----------+---------------------------------------------------------------------------------+
 * </pre>
 *
 * The check is the lowest byte of the digest: a guest that has gone astray is found at the next entries, long before the
 * next mark. Deltas are to the entry before, across frames; the first entry's are to zero. A varint has seven bits to a byte, the
 * lowest first, and at most ten bytes. The log offset in a frame's checksum makes a frame valid in one place only.
 */
final class LogFormat {
    static final int MAGIC = 0x46544A4C;
    static final int VERSION = 2;

    /** Bytes of the header around the description. */
    static final int HEADER_OVERHEAD = 16;

    static final int MAX_DESCRIPTION = 1 << 20;

    static final int FRAME_HEADER = 8;

    /** Most bytes of a trap's result or of an interrupt's data. */
    static final int MAX_DATA = 64 << 20;

    /** Most bytes of entries in a frame: a frame is closed once it is full, so that is one largest entry after others. */
    static final int MAX_ENTRIES = MAX_DATA + (64 << 10);

    private LogFormat() {}

    /** Checksum of the frame at log offset {@code position} whose {@code length} bytes of entries start at {@code offset}. */
    static int frameChecksum(CRC32C crc, long position, byte[] bytes, int offset, int length) {
        crc.reset();
        updateInt(crc, (int) (position >>> 32));
        updateInt(crc, (int) position);
        updateInt(crc, length);
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private static void updateInt(CRC32C crc, int value) {
        crc.update(value >>> 24);
        crc.update(value >>> 16);
        crc.update(value >>> 8);
        crc.update(value);
    }

    /** Checksum of content: a trap's arguments, an output's bytes. */
    static int checksum(CRC32C crc, byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static int getInt(byte[] b, int at) {
        return (b[at] & 0xff) << 24 | (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff);
    }

    static void putInt(byte[] b, int at, int value) {
        b[at] = (byte) (value >>> 24);
        b[at + 1] = (byte) (value >>> 16);
        b[at + 2] = (byte) (value >>> 8);
        b[at + 3] = (byte) value;
    }
}
