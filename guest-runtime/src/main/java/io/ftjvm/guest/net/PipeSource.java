package io.ftjvm.guest.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;

/** The end of a {@link VirtualPipe} that one reads from. */
final class PipeSource extends Pipe.SourceChannel implements Selectable {
    private final VirtualPipe pipe;
    private final Registrations registrations = new Registrations();

    PipeSource(SelectorProvider provider, VirtualPipe pipe) {
        super(provider);
        this.pipe = pipe;
    }

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public int ready() {
        return pipe.bytes.size() > 0 || !pipe.sinkIsOpen() ? SelectionKey.OP_READ : 0;
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        Objects.requireNonNull(dst);
        ensureOpen();
        Buffers.checkWritable(dst);
        boolean blocking = isBlocking();
        if (blocking) {
            Blocking.begin(this);
        }
        while (dst.hasRemaining()) {
            int n = pipe.bytes.take(dst);
            if (n > 0) {
                pipe.sinkChanged();
                return n;
            }
            if (!pipe.sinkIsOpen()) {
                return -1;
            }
            if (!blocking) {
                return 0;
            }
            Blocking.await(this, pipe.readers, Deadline.NEVER);
        }
        return 0;
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, dsts.length);
        ensureOpen();
        long read = 0;
        for (int i = offset; i < offset + length; i++) {
            Buffers.checkWritable(dsts[i]);
            if (!dsts[i].hasRemaining()) {
                continue;
            }
            if (read > 0 && pipe.bytes.size() == 0) {
                break;
            }
            int n = read(dsts[i]);
            if (n <= 0) {
                return read > 0 ? read : n;
            }
            read += n;
        }
        return read;
    }

    @Override
    public long read(ByteBuffer[] dsts) throws IOException {
        return read(dsts, 0, dsts.length);
    }

    /** The mode is looked at when an operation begins. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        ensureOpen();
    }

    @Override
    protected void implCloseSelectableChannel() {
        pipe.bytes.clear();
        pipe.readers.wakeAll();
        pipe.sinkChanged();
    }
}
