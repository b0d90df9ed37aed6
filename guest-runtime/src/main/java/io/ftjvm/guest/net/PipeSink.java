package io.ftjvm.guest.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;

/** The end of a {@link VirtualPipe} that one writes to. */
final class PipeSink extends Pipe.SinkChannel implements Selectable {
    private final VirtualPipe pipe;
    private final Registrations registrations = new Registrations();
    private final Turn writing = new Turn();

    PipeSink(SelectorProvider provider, VirtualPipe pipe) {
        super(provider);
        this.pipe = pipe;
    }

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public int ready() {
        if (!pipe.sourceIsOpen()) {
            return ERROR;
        }
        return pipe.room() > 0 ? SelectionKey.OP_WRITE : 0;
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        Objects.requireNonNull(src);
        return (int) write(new ByteBuffer[] {src}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] srcs) throws IOException {
        return write(srcs, 0, srcs.length);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, srcs.length);
        ensureOpen();
        boolean blocking = isBlocking();
        if (blocking) {
            Blocking.begin(this);
        }
        writing.enter();
        try {
            return write(srcs, offset, Buffers.remaining(srcs, offset, length), blocking);
        } finally {
            writing.leave();
        }
    }

    private long write(ByteBuffer[] srcs, int offset, long length, boolean blocking) throws IOException {
        ensureOpen();
        long left = length;
        while (left > 0) {
            if (!pipe.sourceIsOpen()) {
                throw new IOException("Broken pipe");
            }
            int n = (int) Math.min(left, pipe.room());
            if (n > 0) {
                pipe.bytes.add(Buffers.gather(srcs, offset, n));
                left -= n;
                pipe.sourceChanged();
            } else if (blocking) {
                Blocking.await(this, pipe.writers, Deadline.NEVER);
            } else {
                break;
            }
        }
        return length - left;
    }

    /** The mode is looked at when an operation begins. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        ensureOpen();
    }

    @Override
    protected void implCloseSelectableChannel() {
        pipe.writers.wakeAll();
        pipe.sourceChanged();
    }
}
