package io.ftjvm.agent.net;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.HostNetwork;
import io.netty.channel.nio.NioTask;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;

/** One datagram socket. On the event loop, but for {@link #consumed} and {@link #isClosing}. */
final class HostDatagrams implements NioTask<DatagramChannel> {
    private static final byte[] NOTHING = new byte[0];

    /** Datagrams received before others get their turn. */
    private static final int BURST = 16;

    private final NettyNetwork network;
    private final long id;
    private final DatagramChannel channel;

    /** Null until the socket is ready for the first time, which is at once: it can be written to. */
    private SelectionKey key;

    private InetSocketAddress peer;
    private final ArrayDeque<Unsent> unsent = new ArrayDeque<>();
    private int unsentBytes;
    private long posted;

    private volatile long consumed;

    /** Whether receiving waits for the guest. */
    private volatile boolean paused;

    /** Whether the guest is through with it. */
    private volatile boolean closing;

    /** What the system did not take at once. */
    private record Unsent(InetSocketAddress to, ByteBuffer content) {}

    /** What it is registered for. */
    static final int FIRST_INTEREST = SelectionKey.OP_READ | SelectionKey.OP_WRITE;

    HostDatagrams(NettyNetwork network, long id, DatagramChannel channel, long consumed) {
        this.network = network;
        this.id = id;
        this.channel = channel;
        this.consumed = consumed;
        this.posted = consumed;
    }

    // In

    @Override
    public void channelReady(DatagramChannel c, SelectionKey k) {
        key = k;
        if (k.isWritable()) {
            sendUnsent();
        }
        if (k.isReadable()) {
            for (int i = 0; i < BURST && receive(); i++) {
                continue;
            }
        }
    }

    /** Receives one datagram; false if there is none, or none is wanted. */
    private boolean receive() {
        if (paused) {
            return false;
        }
        ByteBuffer b = network.datagramBuffer();
        InetSocketAddress sender;
        try {
            sender = (InetSocketAddress) channel.receive(b.clear());
        } catch (PortUnreachableException e) {
            network.post(Interrupts.NET_UNREACHABLE, id, NOTHING);
            return true;
        } catch (IOException e) {
            return false;
        }
        if (sender == null) {
            return false;
        }
        b.flip();
        byte[] address = Addresses.encode(sender);
        byte[] data = new byte[address.length + b.remaining()];
        System.arraycopy(address, 0, data, 0, address.length);
        posted += b.remaining() + HostNetwork.DATAGRAM_OVERHEAD;
        b.get(data, address.length, b.remaining());
        network.post(Interrupts.NET_DATAGRAM, id, data);
        pauseIfFull();
        return true;
    }

    private void pauseIfFull() {
        if (!isFull()) {
            return;
        }
        paused = true;
        if (isFull()) {
            interest(SelectionKey.OP_READ, false);
        } else {
            paused = false;
        }
    }

    private boolean isFull() {
        return posted - consumed > HostNetwork.WINDOW;
    }

    /** The guest's program has taken so much. Any thread. */
    void consumed(long total) {
        if (total == HostNetwork.CLOSING) {
            closing = true;
            return;
        }
        consumed = total;
        if (paused) {
            network.execute(this::resume);
        }
    }

    /** True if the guest has closed the socket and NET_UNBIND has not come yet. Any thread. */
    boolean isClosing() {
        return closing;
    }

    private void resume() {
        if (paused && !isFull()) {
            paused = false;
            interest(SelectionKey.OP_READ, true);
        }
    }

    private void interest(int op, boolean on) {
        if (key != null && key.isValid()) {
            key.interestOps(on ? key.interestOps() | op : key.interestOps() & ~op);
        }
    }

    // Out

    /** Sends {@code content}; what cannot be sent is lost, as datagrams may be. */
    void send(InetSocketAddress to, ByteBuffer bytes) {
        ByteBuffer content = bytes.slice();
        if (unsent.isEmpty() && sent(to, content)) {
            return;
        }
        if (unsentBytes <= HostNetwork.WINDOW) {
            unsent.add(new Unsent(to, content));
            unsentBytes += content.limit();
            network.writeBegun();
            interest(SelectionKey.OP_WRITE, true);
        }
    }

    /** False if the system has no room for it now. */
    private boolean sent(InetSocketAddress to, ByteBuffer content) {
        if (!content.hasRemaining()) {
            trySend(to, content);
            return true;
        }
        return trySend(to, content) != 0;
    }

    private int trySend(InetSocketAddress to, ByteBuffer content) {
        try {
            return peer == null ? channel.send(content, to) : channel.write(content);
        } catch (PortUnreachableException e) {
            network.post(Interrupts.NET_UNREACHABLE, id, NOTHING);
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private void sendUnsent() {
        Unsent u;
        while ((u = unsent.peek()) != null && sent(u.to, u.content)) {
            drop();
        }
        interest(SelectionKey.OP_WRITE, u != null);
    }

    private void drop() {
        Unsent u = unsent.remove();
        unsentBytes -= u.content.limit();
        network.writeEnded();
    }

    /** From now on the system drops what others send; null: nobody's. */
    void peer(InetSocketAddress to) {
        try {
            channel.disconnect();
            peer = null;
            if (to != null) {
                channel.connect(to);
                peer = to;
            }
        } catch (IOException e) {
            // The guest filters what arrives itself.
            return;
        }
    }

    void close() {
        while (!unsent.isEmpty()) {
            drop();
        }
        HostSockets.closeQuietly(channel);
        if (key != null) {
            freeAddress();
        }
    }

    /** The JDK leaves that to the next selection, and the next thing may be to bind it again. */
    private void freeAddress() {
        try {
            key.selector().selectNow();
        } catch (IOException e) {
            // The loop's own next selection does it.
            return;
        }
    }

    @Override
    public void channelUnregistered(DatagramChannel c, Throwable cause) {
        HostSockets.closeQuietly(c);
    }
}
