package io.ftjvm.guest.net;

import io.ftjvm.guest.WaitQueue;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;

/** A pipe within the guest: deterministic, so it never meets the log. */
final class VirtualPipe extends Pipe {
    /** As much as a kernel's pipe holds. */
    static final int CAPACITY = 64 * 1024;

    final ByteQueue bytes = new ByteQueue();
    /** Threads that wait for bytes. */
    final WaitQueue readers = new WaitQueue();
    /** Threads that wait for room. */
    final WaitQueue writers = new WaitQueue();

    private final PipeSource source;
    private final PipeSink sink;

    VirtualPipe(SelectorProvider provider) {
        source = new PipeSource(provider, this);
        sink = new PipeSink(provider, this);
    }

    @Override
    public SourceChannel source() {
        return source;
    }

    @Override
    public SinkChannel sink() {
        return sink;
    }

    boolean sourceIsOpen() {
        return source.isOpen();
    }

    boolean sinkIsOpen() {
        return sink.isOpen();
    }

    int room() {
        return CAPACITY - bytes.size();
    }

    /** Bytes have arrived, or no more will. */
    void sourceChanged() {
        readers.wakeAll();
        source.registrations().changed();
    }

    /** Bytes have been taken, or no more will be. */
    void sinkChanged() {
        writers.wakeAll();
        sink.registrations().changed();
    }
}
