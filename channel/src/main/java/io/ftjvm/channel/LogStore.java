package io.ftjvm.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The log since boot, header included, for as long as this process lives. The newest bytes are in a ring in memory, where
 * readers that keep up find them; a thread compresses the older ones into segment files. Once the files are larger than
 * {@code retain} the oldest are deleted and no backup can join any more. Any thread.
 */
public final class LogStore implements LogSink, Closeable {
    /** Largest size at which a segment file is followed by the next, bytes. */
    private static final long MAX_SEGMENT = 64 << 20;

    private static final int RING = 2 << 20;

    private static final Runnable NOTHING = () -> {};

    private final Path directory;
    private final long headerLength;
    private final ImageDescription image;
    private final long retain;
    private final long segmentSize;
    private final Consumer<String> messages;

    private final byte[] ring = new byte[RING];
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private long diskBytes;
    /** Everything before is in the files (or given up); only this thread's spooling moves it. */
    private long spooled;

    private boolean closed;
    private volatile long end;
    private volatile boolean joinable = true;
    private volatile Runnable onAppend = NOTHING;
    private final Thread spooler;

    /**
     * A store with nothing but the header in it; segments that an earlier process left in {@code directory} are deleted.
     *
     * @param retain bytes of segment files to keep
     * @param messages told, once, when the log can no longer be kept whole
     */
    public LogStore(Path directory, ImageDescription image, long retain, Consumer<String> messages) throws IOException {
        this.directory = directory;
        this.image = image;
        this.retain = retain;
        this.segmentSize = Math.max(Segment.CHUNK, Math.min(MAX_SEGMENT, retain / 16));
        this.messages = messages;
        Files.createDirectories(directory);
        deleteSegments();
        byte[] header = LogHeader.encode(image);
        headerLength = header.length;
        append(header, 0, header.length);
        spooler = new Thread(null, this::spool, "ftjvm-log-store", 0, false);
        spooler.setDaemon(true);
        spooler.start();
    }

    private void deleteSegments() throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "*.segment")) {
            for (Path path : old) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** What was run. */
    public ImageDescription image() {
        return image;
    }

    /** Where the first frame goes. */
    public LogPosition start() {
        return LogPosition.afterHeader(headerLength);
    }

    /** Log offset of the end. */
    public long end() {
        return end;
    }

    /** Whether the log is whole, so that a backup can replay it from boot. */
    public boolean joinable() {
        return joinable;
    }

    /** Bytes of segment files. */
    public synchronized long diskBytes() {
        return diskBytes;
    }

    /** Has {@code action} called after every append, by the appending thread; it must be quick. */
    synchronized void onAppend(Runnable action) {
        onAppend = action;
    }

    /** Takes back {@link #onAppend}, unless somebody else has taken the place. */
    synchronized void notOnAppend(Runnable action) {
        if (onAppend == action) {
            onAppend = NOTHING;
        }
    }

    /** Appends; waits while the ring is full of what is not in the files yet. */
    @Override
    public void append(byte[] bytes, int offset, int length) {
        int done = 0;
        synchronized (this) {
            while (done < length) {
                int n = Math.min(length - done, awaitRoom());
                int at = (int) (end % RING);
                int first = Math.min(n, RING - at);
                System.arraycopy(bytes, offset + done, ring, at, first);
                System.arraycopy(bytes, offset + done + first, ring, 0, n - first);
                end += n;
                done += n;
                if (end - spooled >= Segment.CHUNK) {
                    notifyAll();
                }
            }
        }
        onAppend.run();
    }

    /** Waits for free bytes in the ring; the guest's interrupt status neither ends the wait nor is lost. */
    private int awaitRoom() {
        boolean interrupted = false;
        while (end - spooled == RING) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return (int) (RING - (end - spooled));
    }

    /** The spooler's thread. */
    private void spool() {
        byte[] chunk = new byte[Segment.CHUNK];
        Segment.Writer writer = null;
        try {
            while (awaitChunk()) {
                long at = spooled;
                synchronized (this) {
                    copy(at, chunk, 0, chunk.length);
                }
                if (writer == null || segments.getLast().size >= segmentSize) {
                    close(writer);
                    writer = next(at);
                }
                int grown = writer.append(at, chunk, chunk.length);
                spooled(at + chunk.length, grown);
            }
        } catch (IOException e) {
            giveUp("the log since boot cannot be kept: " + e.getMessage());
        } catch (InterruptedException e) {
            giveUp("the log since boot is not kept any more");
        } finally {
            close(writer);
        }
    }

    private synchronized boolean awaitChunk() throws InterruptedException {
        while (!closed && end - spooled < Segment.CHUNK) {
            wait();
        }
        return !closed;
    }

    private Segment.Writer next(long start) throws IOException {
        Segment segment = new Segment(directory.resolve(Entry.hex(start) + ".segment"), start);
        Segment.Writer writer = new Segment.Writer(segment);
        synchronized (this) {
            segments.add(segment);
        }
        return writer;
    }

    private void spooled(long upTo, int grown) throws IOException {
        boolean dropped = false;
        synchronized (this) {
            Segment segment = segments.getLast();
            segment.size += grown;
            segment.end = upTo;
            diskBytes += grown;
            spooled = upTo;
            while (diskBytes > retain && segments.size() > 1) {
                Segment oldest = segments.poll();
                diskBytes -= oldest.size;
                oldest.delete();
                dropped = true;
            }
            notifyAll();
        }
        if (dropped) {
            notJoinable("the log since boot is longer than " + retain + " bytes");
        }
    }

    /** Goes on without files: the ring is all there is. */
    private void giveUp(String why) {
        notJoinable(why);
        synchronized (this) {
            while (!closed) {
                spooled = end;
                notifyAll();
                try {
                    wait(10);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private void notJoinable(String why) {
        if (joinable) {
            joinable = false;
            messages.accept("ftjvm: " + why + ": no backup can join from now on");
        }
    }

    private static void close(Segment.Writer writer) {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                // All of it was written; there is nothing to lose.
                return;
            }
        }
    }

    /** Copies from the ring; the monitor is held. */
    private void copy(long from, byte[] into, int offset, int length) {
        int at = (int) (from % RING);
        int first = Math.min(length, RING - at);
        System.arraycopy(ring, at, into, offset, first);
        System.arraycopy(ring, 0, into, offset + first, length - first);
    }

    /** Copies what the ring has at {@code from}; -1 if that is not in the ring any more. */
    private synchronized int copyFromRing(long from, byte[] into, int offset, int length) {
        if (from < end - RING) {
            return -1;
        }
        int n = (int) Math.min(length, end - from);
        copy(from, into, offset, n);
        return n;
    }

    private synchronized Segment segment(long position) throws LogException {
        for (Segment segment : segments) {
            if (position >= segment.start && position < segment.end) {
                return segment;
            }
        }
        throw new LogException(position, "this part of the log is not kept any more");
    }

    /** Reads from {@code logOffset} on, following the end. */
    Reader reader(long logOffset) {
        return new Reader(logOffset);
    }

    /** Ends the spooling and deletes the files. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (spooler.isAlive()) {
            try {
                spooler.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        deleteSegments();
    }

    /** One reader's place in the log. One thread at a time. */
    final class Reader implements Closeable, FrameReader.Bytes {
        private long position;
        private Segment.Reader chunks;

        private Reader(long position) {
            this.position = position;
        }

        /** Log offset of the next byte. */
        long position() {
            return position;
        }

        /** Reads at most {@code length} bytes; 0 at the end of the log. */
        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = position == end ? 0 : copyFromRing(position, into, offset, length);
            if (n < 0) {
                n = readChunk(into, offset, length);
            } else {
                close();
            }
            position += n;
            return n;
        }

        private int readChunk(byte[] into, int offset, int length) throws IOException {
            if (chunks == null || position >= chunks.logOffset + chunks.length) {
                Segment segment = segment(position);
                if (chunks == null || !chunks.in(segment)) {
                    close();
                    chunks = new Segment.Reader(segment);
                }
                while (position >= chunks.logOffset + chunks.length) {
                    chunks.next();
                }
            }
            int at = (int) (position - chunks.logOffset);
            int n = Math.min(length, chunks.length - at);
            System.arraycopy(chunks.bytes, at, into, offset, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            if (chunks != null) {
                chunks.close();
                chunks = null;
            }
        }
    }
}
