package io.ftjvm.guest.net;

import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.ByteBuffer;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;
import java.util.LinkedHashMap;
import java.util.Map;

/** The guest's network: every listener, connection and datagram socket by number. */
public final class Network {
    private static final Map<Long, Listener> LISTENERS = new LinkedHashMap<>();
    private static final Map<Long, Connection> CONNECTIONS = new LinkedHashMap<>();
    private static final Map<Long, DatagramEndpoint> ENDPOINTS = new LinkedHashMap<>();

    private static long nextId = 1;
    private static long lastAccepted;

    private Network() {}

    /** Sets the host's side, for the traps of a recording port. Called before the guest starts and at go-live. */
    public static void host(HostNetwork network) {
        NetworkTraps.host(network);
    }

    /** The provider of the guest's channels. Guest threads. */
    public static SelectorProvider selectorProvider() {
        return VirtualSelectorProvider.INSTANCE;
    }

    /** The provider of the guest's asynchronous channels. Guest threads. */
    public static AsynchronousChannelProvider asynchronousProvider() {
        return AsyncProvider.INSTANCE;
    }

    /** The implementation of a guest's socket; it is a {@code PlatformSocketImpl}. Guest threads. */
    public static SocketImpl createPlatformSocketImpl(boolean server) {
        return new VirtualSocketImpl(server);
    }

    /** What is behind a guest's {@code DatagramSocket}, bound to {@code address} unless that is null. Guest threads. */
    public static DatagramSocket createDatagramSocket(SocketAddress address, boolean multicast) throws SocketException {
        return DatagramAdaptor.createDelegate(address, multicast);
    }

    /** An interrupt of the network device strikes; host mode, token holder. */
    public static void interrupt(int kind, long id, byte[] data) {
        switch (kind) {
            case Interrupts.NET_ACCEPT:
                accepted(id, ByteBuffer.wrap(data));
                break;
            case Interrupts.NET_DATAGRAM:
            case Interrupts.NET_UNREACHABLE:
                DatagramEndpoint e = ENDPOINTS.get(id);
                if (e != null) {
                    e.interrupt(kind, data);
                }
                break;
            default:
                Connection c = CONNECTIONS.get(id);
                if (c != null) {
                    interrupt(kind, c, data);
                }
                break;
        }
    }

    private static void interrupt(int kind, Connection c, byte[] data) {
        switch (kind) {
            case Interrupts.NET_DATA:
                c.arrived(data);
                break;
            case Interrupts.NET_EOF:
                c.ended();
                break;
            case Interrupts.NET_RESET:
                c.lost();
                break;
            case Interrupts.NET_CONNECTED:
                c.connected(data);
                break;
            case Interrupts.NET_CREDIT:
                c.credited(ByteBuffer.wrap(data).getInt());
                break;
            default:
                throw new IllegalStateException("no such interrupt: " + kind);
        }
    }

    private static void accepted(long listener, ByteBuffer data) {
        long id = data.getLong();
        lastAccepted = id;
        Listener l = LISTENERS.get(listener);
        if (l == null) {
            // The guest has closed the listener meanwhile; NET_UNLISTEN tells the host to drop the connection.
            return;
        }
        SocketAddress remote = Addresses.decode(data);
        SocketAddress local = Addresses.decode(data);
        Connection c = new Connection(id, remote, local);
        CONNECTIONS.put(id, c);
        l.arrived(c);
    }

    /** Binds a listener; a trap. */
    static Listener listen(ProtocolFamily family, SocketAddress address, Options options, int backlog)
            throws IOException {
        long id = nextId++;
        Binding b = Binding.of(family, address, options);
        Listener l = new Listener(id, b.at(NetworkTraps.listen(id, b, backlog), options), options, backlog);
        LISTENERS.put(id, l);
        options.attach(id);
        return l;
    }

    /** Begins to connect; the outcome is an interrupt. */
    static Connection connect(ProtocolFamily family, SocketAddress remote, SocketAddress local, Options options) {
        Connection c = new Connection(nextId++, remote);
        CONNECTIONS.put(c.id, c);
        byte[] to = Addresses.encode(remote);
        byte[] from = Binding.of(family, local, options).encode();
        byte[] bytes =
                ByteBuffer.allocate(to.length + from.length).put(to).put(from).array();
        Hypercall.output(Outputs.NET_CONNECT, c.id, bytes, 0, bytes.length);
        options.attach(c.id);
        return c;
    }

    /** Binds a datagram socket; a trap. */
    static DatagramEndpoint bind(ProtocolFamily family, SocketAddress address, Options options) throws IOException {
        long id = nextId++;
        Binding b = Binding.of(family, address, options);
        DatagramEndpoint e = new DatagramEndpoint(id, b.at(NetworkTraps.bind(id, b), options), options);
        ENDPOINTS.put(id, e);
        options.attach(id);
        return e;
    }

    static void forget(Connection c) {
        CONNECTIONS.remove(c.id);
    }

    static void forget(Listener l) {
        LISTENERS.remove(l.id);
    }

    static void forget(DatagramEndpoint e) {
        ENDPOINTS.remove(e.id);
    }

    /** Every open listener, in the order they were bound. At go-live the agent binds them for real. Token holder. */
    public static OpenListener[] listeners() {
        OpenListener[] all = new OpenListener[LISTENERS.size()];
        int i = 0;
        for (Listener l : LISTENERS.values()) {
            all[i++] = new OpenListener(l.id, l.binding().encode(), l.backlog, l.struck());
        }
        return all;
    }

    /** Every open datagram socket, in the order they were bound. At go-live the agent binds them for real. Token holder. */
    public static OpenDatagrams[] datagrams() {
        OpenDatagrams[] all = new OpenDatagrams[ENDPOINTS.size()];
        int i = 0;
        for (DatagramEndpoint e : ENDPOINTS.values()) {
            all[i++] = new OpenDatagrams(e.id, e.binding().encode(), Addresses.encode(e.peer()), e.consumed());
        }
        return all;
    }

    /**
     * Every open or connecting connection, in the order they came. At go-live the agent posts NET_RESET for those that
     * ended with the old primary. Token holder.
     */
    public static long[] connections() {
        long[] all = new long[CONNECTIONS.size()];
        int i = 0;
        for (Long id : CONNECTIONS.keySet()) {
            all[i++] = id;
        }
        return all;
    }

    /** The number of the last connection that a listener accepted, 0 if none; the host goes on from it. Token holder. */
    public static long lastAccepted() {
        return lastAccepted;
    }

    /** A listener as the host must know it to take it over. */
    public static final class OpenListener {
        /** Its number. */
        public final long id;
        /** Where and how it is bound, an encoded {@link Binding}; the port is never 0. */
        public final byte[] binding;
        /** As in {@link HostNetwork#listen}. */
        public final int backlog;
        /** As in {@link HostNetwork#listen}. */
        public final long accepted;

        OpenListener(long id, byte[] binding, int backlog, long accepted) {
            this.id = id;
            this.binding = binding;
            this.backlog = backlog;
            this.accepted = accepted;
        }
    }

    /** A datagram socket as the host must know it to take it over. */
    public static final class OpenDatagrams {
        /** Its number. */
        public final long id;
        /** Where and how it is bound, an encoded {@link Binding}; the port is never 0. */
        public final byte[] binding;
        /** Its peer, an encoded address. */
        public final byte[] peer;
        /** What the guest has consumed, as the hints count. */
        public final long consumed;

        OpenDatagrams(long id, byte[] binding, byte[] peer, long consumed) {
            this.id = id;
            this.binding = binding;
            this.peer = peer;
            this.consumed = consumed;
        }
    }
}
