package io.ftjvm.channel;

/** Decodes the entries of one frame after the other; the inverse of {@link LogWriter}. Not thread-safe. */
final class EntryReader {
    private byte[] bytes = new byte[0];
    private int at;
    private int limit;
    private long positionOfZero;

    private long ordinal;
    private long count;
    private long clock;

    /** Goes on with {@code frame}; the one before must have been read to its end. */
    void frame(Frame frame) {
        bytes = frame.bytes;
        at = frame.offset;
        limit = frame.offset + frame.length;
        positionOfZero = frame.position - frame.offset;
    }

    boolean hasNext() {
        return at < limit;
    }

    /** Where the log continues: the codec's state after the entry read last. */
    LogPosition position(long offset, long entries) {
        return new LogPosition(offset, ordinal, count, clock, entries);
    }

    /**
     * Decodes the next entry into {@code e}.
     *
     * @throws LogException if this is no entry: the writer is of another make, for the checksum was right
     */
    void next(Entry e) throws LogException {
        e.clear();
        int code = getByte();
        e.kind = EntryKind.of(code);
        if (e.kind == null) {
            throw error("unknown kind of entry " + code);
        }
        ordinal += getVarint();
        count += getZigzag();
        e.ordinal = ordinal;
        e.count = count;
        switch (e.kind) {
            case TRAP:
                e.check = getByte();
                e.code = getKind();
                e.checksum = getInt();
                e.data = getData();
                break;
            case INTERRUPT:
                e.check = getByte();
                e.code = getKind();
                e.id = getZigzag();
                e.data = getData();
                break;
            case CLOCK:
                e.check = getByte();
                clock += getVarint();
                e.id = clock;
                break;
            case OUTPUT:
                e.check = getByte();
                e.code = getKind();
                e.id = getZigzag();
                e.length = getVarint();
                e.checksum = getInt();
                break;
            case MARK:
                e.digest = getLong();
                break;
            case EXIT:
                e.status = (int) getZigzag();
                e.digest = getLong();
                break;
            case RELEASED:
                e.code = getKind();
                e.id = getVarint();
                break;
            default:
                throw new AssertionError(e.kind);
        }
    }

    private int getByte() throws LogException {
        if (at == limit) {
            throw error("the entry goes on past the end of its frame");
        }
        return bytes[at++] & 0xff;
    }

    private int getInt() throws LogException {
        return getByte() << 24 | getByte() << 16 | getByte() << 8 | getByte();
    }

    private long getLong() throws LogException {
        return (long) getInt() << 32 | (getInt() & 0xffffffffL);
    }

    private long getVarint() throws LogException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = getByte();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw error("a number of more than ten bytes");
    }

    private long getZigzag() throws LogException {
        long v = getVarint();
        return (v >>> 1) ^ -(v & 1);
    }

    private int getKind() throws LogException {
        long kind = getVarint();
        if (kind < 0 || kind > 0xffff) {
            throw error("kind " + kind);
        }
        return (int) kind;
    }

    private byte[] getData() throws LogException {
        long length = getVarint();
        if (length < 0 || length > limit - at) {
            throw error("content of " + length + " bytes in a frame with " + (limit - at) + " left");
        }
        byte[] data = new byte[(int) length];
        System.arraycopy(bytes, at, data, 0, data.length);
        at += data.length;
        return data;
    }

    private LogException error(String message) {
        return new LogException(positionOfZero + at, message);
    }
}
