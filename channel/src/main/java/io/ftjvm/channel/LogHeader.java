package io.ftjvm.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The log's first bytes; layout in {@link LogFormat}. */
final class LogHeader {
    private LogHeader() {}

    static byte[] encode(ImageDescription image) {
        byte[] description = image.encode();
        if (description.length > LogFormat.MAX_DESCRIPTION) {
            throw new IllegalArgumentException("image description of " + description.length + " bytes");
        }
        EntryBuffer buffer = new EntryBuffer(LogFormat.HEADER_OVERHEAD + description.length);
        buffer.putInt(LogFormat.MAGIC);
        buffer.putInt(LogFormat.VERSION);
        buffer.putInt(description.length);
        buffer.put(description, 0, description.length);
        buffer.putInt(LogFormat.checksum(new CRC32C(), buffer.bytes, 0, buffer.size));
        return buffer.bytes;
    }

    /** Length of the header that starts with these 12 bytes. */
    static int length(byte[] start) throws LogException {
        if (LogFormat.getInt(start, 0) != LogFormat.MAGIC) {
            throw new LogException(0, "not a log");
        }
        int version = LogFormat.getInt(start, 4);
        if (version != LogFormat.VERSION) {
            throw new LogException(4, "log format " + version + ", this build reads " + LogFormat.VERSION);
        }
        int length = LogFormat.getInt(start, 8);
        if (length < 0 || length > LogFormat.MAX_DESCRIPTION) {
            throw new LogException(8, "image description of " + length + " bytes");
        }
        return LogFormat.HEADER_OVERHEAD + length;
    }

    static ImageDescription decode(byte[] header) throws LogException {
        int end = header.length - 4;
        if (LogFormat.checksum(new CRC32C(), header, 0, end) != LogFormat.getInt(header, end)) {
            throw new LogException(end, "wrong checksum of the header");
        }
        try {
            return ImageDescription.decode(Arrays.copyOfRange(header, 12, end));
        } catch (IllegalArgumentException e) {
            throw new LogException(12, e.getMessage());
        }
    }

    /** Reads a whole header, no further. */
    static byte[] read(InputStream in) throws IOException {
        byte[] start = new byte[12];
        int n = in.readNBytes(start, 0, start.length);
        if (n < start.length) {
            throw new LogException(n, "cut off in the header");
        }
        byte[] header = Arrays.copyOf(start, length(start));
        n = in.readNBytes(header, start.length, header.length - start.length);
        if (n < header.length - start.length) {
            throw new LogException(start.length + (long) n, "cut off in the header");
        }
        return header;
    }
}
