package io.ftjvm.guest.net;

import io.ftjvm.guest.Hints;
import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.WaitQueue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** One bound UDP socket as the guest sees it. Nothing here blocks. Token holder only. */
final class DatagramEndpoint {
    private static final int CONSUMED_STEP = HostNetwork.WINDOW / 8;

    final long id;
    final Options options;

    /** Threads that wait for a datagram. */
    final WaitQueue readers = new WaitQueue();

    Watcher watcher;

    private final Binding bound;
    private final ArrayDeque<Datagram> received = new ArrayDeque<>();
    private InetSocketAddress peer;
    private boolean unreachable;
    private long consumed;
    private long hinted;
    private boolean closed;

    /** A datagram that has arrived. */
    static final class Datagram {
        final InetSocketAddress sender;
        /** The content is what remains. */
        final ByteBuffer content;

        Datagram(InetSocketAddress sender, ByteBuffer content) {
            this.sender = sender;
            this.content = content;
        }
    }

    DatagramEndpoint(long id, Binding bound, Options options) {
        this.id = id;
        this.bound = bound;
        this.options = options;
    }

    /** Where it was bound, before a peer narrowed it down. */
    InetSocketAddress address() {
        return (InetSocketAddress) bound.address();
    }

    Binding binding() {
        return bound.at(bound.address(), options);
    }

    /** Null: anybody. */
    InetSocketAddress peer() {
        return peer;
    }

    /** Bytes, and {@link HostNetwork#DATAGRAM_OVERHEAD} for each datagram. */
    long consumed() {
        return consumed;
    }

    void interrupt(int kind, byte[] data) {
        if (kind == Interrupts.NET_UNREACHABLE) {
            unreachable = peer != null;
        } else {
            ByteBuffer b = ByteBuffer.wrap(data);
            InetSocketAddress sender = Addresses.decodeInternet(b);
            Datagram d = new Datagram(sender, b);
            if (peer != null && !peer.equals(sender)) {
                // It came before the host knew of the peer.
                consumed(d);
                return;
            }
            received.addLast(d);
        }
        readers.wakeAll();
        changed();
    }

    private void changed() {
        if (watcher != null) {
            watcher.changed();
        }
    }

    boolean isReadable() {
        return !received.isEmpty() || unreachable;
    }

    /** Whether the peer has been found not to listen; tells it once. */
    boolean takeUnreachable() {
        boolean u = unreachable;
        unreachable = false;
        return u;
    }

    /** The next datagram, null if there is none. */
    Datagram take() {
        Datagram d = received.pollFirst();
        if (d != null && consumed(d)) {
            hinted = consumed;
            Hypercall.hint(Hints.NET_CONSUMED, id, consumed);
        }
        return d;
    }

    /** Counts {@code d}; true if the host should know. */
    private boolean consumed(Datagram d) {
        consumed += d.content.remaining() + HostNetwork.DATAGRAM_OVERHEAD;
        return consumed - hinted >= CONSUMED_STEP;
    }

    void send(InetSocketAddress to, byte[] content) {
        byte[] address = Addresses.encode(to);
        byte[] bytes = ByteBuffer.allocate(address.length + content.length)
                .put(address)
                .put(content)
                .array();
        Hypercall.output(Outputs.NET_DATAGRAM, id, bytes, 0, bytes.length);
    }

    /** From now on only {@code to} counts; what came before is dropped. Answers the local address that leads there. */
    InetSocketAddress connect(InetSocketAddress to) throws IOException {
        InetSocketAddress local = (InetSocketAddress) NetworkTraps.route(to, binding());
        setPeer(to);
        while (take() != null) {
            continue;
        }
        return new InetSocketAddress(local.getAddress(), address().getPort());
    }

    /** Anybody again. */
    void disconnect() {
        setPeer(null);
    }

    private void setPeer(InetSocketAddress to) {
        peer = to;
        unreachable = false;
        byte[] bytes = Addresses.encode(to);
        Hypercall.output(Outputs.NET_PEER, id, bytes, 0, bytes.length);
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        Network.forget(this);
        Hypercall.hint(Hints.NET_CONSUMED, id, HostNetwork.CLOSING);
        Hypercall.output(Outputs.NET_UNBIND, id);
        received.clear();
        readers.wakeAll();
    }
}
