package io.ftjvm.channel;

import java.io.IOException;
import java.util.zip.CRC32C;

/** Encodes entries into frames ({@link LogFormat}) and hands each closed frame to the sink. Single writer, no locks. */
public final class LogWriter {
    /** A frame that has reached this size is closed. */
    static final int FULL = 32 << 10;

    private final LogSink sink;
    private final CRC32C crc = new CRC32C();
    private final EntryBuffer frame = new EntryBuffer(FULL + (8 << 10));

    private long end;
    private long ordinal;
    private long count;
    private long clock;
    private long entries;

    /** Writes to {@code sink}, whose log ends at {@code start}. */
    public LogWriter(LogSink sink, LogPosition start) {
        this.sink = sink;
        this.end = start.offset();
        this.ordinal = start.ordinal();
        this.count = start.count();
        this.clock = start.clock();
        this.entries = start.entries();
        frame.size = LogFormat.FRAME_HEADER;
    }

    /** Log offset up to which frames have been handed to the sink. */
    long end() {
        return end;
    }

    /** Time of the latest CLOCK entry. */
    long clock() {
        return clock;
    }

    /** Entries so far that the guest consumed. */
    long entries() {
        return entries;
    }

    boolean frameEmpty() {
        return frame.size == LogFormat.FRAME_HEADER;
    }

    void trap(long atOrdinal, long atCount, long digest, int kind, int argumentsChecksum, byte[] result)
            throws IOException {
        limit(result.length);
        start(EntryKind.TRAP, atOrdinal, atCount);
        frame.putByte((int) digest & 0xff);
        frame.putVarint(kind);
        frame.putInt(argumentsChecksum);
        frame.putVarint(result.length);
        frame.put(result, 0, result.length);
        finish();
    }

    void interrupt(long atOrdinal, long atCount, long digest, int kind, long id, byte[] data) throws IOException {
        limit(data.length);
        start(EntryKind.INTERRUPT, atOrdinal, atCount);
        frame.putByte((int) digest & 0xff);
        frame.putVarint(kind);
        frame.putZigzag(id);
        frame.putVarint(data.length);
        frame.put(data, 0, data.length);
        finish();
    }

    /** {@code time} is not before the time of the CLOCK entry before. */
    void clock(long atOrdinal, long atCount, long digest, long time) throws IOException {
        start(EntryKind.CLOCK, atOrdinal, atCount);
        frame.putByte((int) digest & 0xff);
        frame.putVarint(time - clock);
        clock = time;
        finish();
    }

    void output(long atOrdinal, long atCount, long digest, int kind, long id, int length, int checksum)
            throws IOException {
        start(EntryKind.OUTPUT, atOrdinal, atCount);
        frame.putByte((int) digest & 0xff);
        frame.putVarint(kind);
        frame.putZigzag(id);
        frame.putVarint(length);
        frame.putInt(checksum);
        finish();
    }

    void mark(long atOrdinal, long atCount, long digest) throws IOException {
        start(EntryKind.MARK, atOrdinal, atCount);
        frame.putLong(digest);
        finish();
    }

    void exit(long atOrdinal, long atCount, int status, long digest) throws IOException {
        start(EntryKind.EXIT, atOrdinal, atCount);
        frame.putZigzag(status);
        frame.putLong(digest);
        finish();
    }

    void released(long atOrdinal, long atCount, int kind, long total) throws IOException {
        start(EntryKind.RELEASED, atOrdinal, atCount);
        frame.putVarint(kind);
        frame.putVarint(total);
        finish();
    }

    /** Hands what there is to the sink. */
    void closeFrame() throws IOException {
        if (frameEmpty()) {
            return;
        }
        int length = frame.size - LogFormat.FRAME_HEADER;
        LogFormat.putInt(frame.bytes, 0, length);
        int checksum = LogFormat.frameChecksum(crc, end, frame.bytes, LogFormat.FRAME_HEADER, length);
        LogFormat.putInt(frame.bytes, 4, checksum);
        int size = frame.size;
        frame.size = LogFormat.FRAME_HEADER;
        end += size;
        sink.append(frame.bytes, 0, size);
    }

    private void start(EntryKind kind, long atOrdinal, long atCount) {
        frame.putByte(kind.code);
        frame.putVarint(atOrdinal - ordinal);
        frame.putZigzag(atCount - count);
        ordinal = atOrdinal;
        count = atCount;
        if (kind.consumed()) {
            entries++;
        }
    }

    private void finish() throws IOException {
        if (frame.size >= FULL) {
            closeFrame();
        }
    }

    private void limit(int length) throws IOException {
        if (length > LogFormat.MAX_DATA) {
            throw new LogException(end, "an entry of " + length + " bytes; the limit is " + LogFormat.MAX_DATA);
        }
    }
}
