package io.ftjvm.guest.net;

import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.Port.TrapBody;
import io.ftjvm.guest.Traps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.LinkedHashMap;
import java.util.Map;

/** The guest's network: every listener and connection by number. */
public final class Network {
    private static final Map<Long, Listener> LISTENERS = new LinkedHashMap<>();
    private static final Map<Long, Connection> CONNECTIONS = new LinkedHashMap<>();

    private static long nextId = 1;
    private static long lastAccepted;

    /** Null where everything comes from the log. */
    private static volatile HostNetwork host;

    private Network() {}

    /** Sets the host's side, for the traps of a recording port. Called before the guest starts and at go-live. */
    public static void host(HostNetwork network) {
        host = network;
    }

    /** The provider of the guest's channels. Guest threads. */
    public static SelectorProvider selectorProvider() {
        return VirtualSelectorProvider.INSTANCE;
    }

    /** The implementation of a guest's socket; it is a {@code PlatformSocketImpl}. Guest threads. */
    public static SocketImpl createPlatformSocketImpl(boolean server) {
        return new VirtualSocketImpl(server);
    }

    /** An interrupt of the network device strikes; host mode, token holder. */
    public static void interrupt(int kind, long id, byte[] data) {
        if (kind == Interrupts.NET_ACCEPT) {
            accepted(id, ByteBuffer.wrap(data));
            return;
        }
        Connection c = CONNECTIONS.get(id);
        if (c == null) {
            return;
        }
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
        InetSocketAddress remote = Addresses.decode(data);
        InetSocketAddress local = Addresses.decode(data);
        Connection c = new Connection(id, remote, local);
        CONNECTIONS.put(id, c);
        l.arrived(c);
    }

    /** Binds a listener; a trap. */
    static Listener listen(InetSocketAddress address, int backlog) throws IOException {
        long id = nextId++;
        byte[] encoded = Addresses.encode(address);
        byte[] arguments = ByteBuffer.allocate(12 + encoded.length)
                .putLong(id)
                .putInt(backlog)
                .put(encoded)
                .array();
        byte[] result = Hypercall.trap(Traps.NET_LISTEN, arguments, new Listen(id, encoded, backlog));
        IOException failure = Failures.decode(result);
        if (failure != null) {
            throw failure;
        }
        InetSocketAddress bound = Addresses.decode(ByteBuffer.wrap(result, 1, result.length - 1));
        Listener l = new Listener(id, bound, backlog);
        LISTENERS.put(id, l);
        return l;
    }

    /** Begins to connect; the outcome is an interrupt. */
    static Connection connect(InetSocketAddress remote, InetSocketAddress local) {
        Connection c = new Connection(nextId++, remote);
        CONNECTIONS.put(c.id, c);
        byte[] to = Addresses.encode(remote);
        byte[] from = Addresses.encode(local);
        byte[] bytes =
                ByteBuffer.allocate(to.length + from.length).put(to).put(from).array();
        Hypercall.output(Outputs.NET_CONNECT, c.id, bytes, 0, bytes.length);
        return c;
    }

    static void forget(Connection c) {
        CONNECTIONS.remove(c.id);
    }

    static void forget(Listener l) {
        LISTENERS.remove(l.id);
    }

    /** Every open listener, in the order they were bound. At go-live the agent binds them for real. Token holder. */
    public static OpenListener[] listeners() {
        OpenListener[] all = new OpenListener[LISTENERS.size()];
        int i = 0;
        for (Listener l : LISTENERS.values()) {
            all[i++] = new OpenListener(l.id, Addresses.encode(l.address), l.backlog, l.struck());
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
        /** What it is bound to, encoded; the port is never 0. */
        public final byte[] address;
        /** As in {@link HostNetwork#listen}. */
        public final int backlog;
        /** As in {@link HostNetwork#listen}. */
        public final long accepted;

        OpenListener(long id, byte[] address, int backlog, long accepted) {
            this.id = id;
            this.address = address;
            this.backlog = backlog;
            this.accepted = accepted;
        }
    }

    /** Binds for real. */
    private static final class Listen implements TrapBody {
        private final long id;
        private final byte[] address;
        private final int backlog;

        Listen(long id, byte[] address, int backlog) {
            this.id = id;
            this.address = address;
            this.backlog = backlog;
        }

        @Override
        public byte[] run() {
            HostNetwork h = host;
            try {
                if (h == null) {
                    throw new SocketException("the host has no network");
                }
                return h.listen(id, address, backlog, 0);
            } catch (Throwable e) {
                return Failures.encode(e);
            }
        }
    }
}
