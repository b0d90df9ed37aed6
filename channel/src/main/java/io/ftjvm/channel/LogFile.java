package io.ftjvm.channel;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The log of one run in a file ({@code record=FILE}). A frame is one write, without a buffer in between: what a killed
 * process has logged is in the file. It is never forced to the disk.
 */
public final class LogFile implements LogSink, Closeable {
    private final FileOutputStream out;
    private final long headerLength;

    /** Creates the file, or empties it, and writes the header. */
    public LogFile(Path path, ImageDescription image) throws IOException {
        // Not a FileChannel: a write by an interrupted guest thread would close it.
        out = new FileOutputStream(path.toFile());
        byte[] header = LogHeader.encode(image);
        out.write(header);
        headerLength = header.length;
    }

    /** Where the first frame goes. */
    public LogPosition start() {
        return LogPosition.afterHeader(headerLength);
    }

    @Override
    public void append(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Opens a file for replay; {@link LogException} if the header is not right. */
    public static Reader open(Path path) throws IOException {
        return new Reader(path);
    }

    /** Reads a file from its beginning. */
    public static final class Reader implements LogSource, Closeable {
        private final FileInputStream in;
        private final ImageDescription image;
        private final FrameReader frames;

        private Reader(Path path) throws IOException {
            in = new FileInputStream(path.toFile());
            try {
                byte[] header = LogHeader.read(in);
                image = LogHeader.decode(header);
                frames = new FrameReader(in::read, header.length);
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }

        /** What was run. */
        public ImageDescription image() {
            return image;
        }

        @Override
        public Frame next() throws LogException {
            Frame frame = frames.next();
            if (frame == null && frames.leftOver() > 0) {
                throw new LogException(
                        frames.position() + frames.leftOver(),
                        "cut off in the frame that starts at byte " + frames.position());
            }
            return frame;
        }

        @Override
        public long position() {
            return frames.position();
        }

        @Override
        public Supply await() {
            return Supply.END;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
