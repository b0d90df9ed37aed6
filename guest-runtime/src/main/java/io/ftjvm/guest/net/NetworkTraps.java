package io.ftjvm.guest.net;

import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Port.TrapBody;
import io.ftjvm.guest.Traps;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** The network's traps: what the guest must know at once. */
final class NetworkTraps implements TrapBody {
    /** Null where everything comes from the log. */
    private static volatile HostNetwork host;

    private final int kind;
    private final long id;
    private final int backlog;
    private final byte[] first;
    private final byte[] second;

    private NetworkTraps(int kind, long id, int backlog, byte[] first, byte[] second) {
        this.kind = kind;
        this.id = id;
        this.backlog = backlog;
        this.first = first;
        this.second = second;
    }

    static void host(HostNetwork network) {
        host = network;
    }

    /** Binds a listener; where. */
    static SocketAddress listen(long id, Binding binding, int backlog) throws IOException {
        return call(new NetworkTraps(Traps.NET_LISTEN, id, backlog, binding.encode(), new byte[0]));
    }

    /** Binds a datagram socket; where. */
    static SocketAddress bind(long id, Binding binding) throws IOException {
        return call(new NetworkTraps(Traps.NET_BIND, id, 0, binding.encode(), new byte[0]));
    }

    /** The local address, with any port, of a datagram socket bound to {@code local} when its peer is {@code remote}. */
    static SocketAddress route(SocketAddress remote, Binding local) throws IOException {
        return call(new NetworkTraps(Traps.NET_ROUTE, 0, 0, Addresses.encode(remote), local.encode()));
    }

    private static SocketAddress call(NetworkTraps t) throws IOException {
        byte[] arguments = ByteBuffer.allocate(12 + t.first.length + t.second.length)
                .putLong(t.id)
                .putInt(t.backlog)
                .put(t.first)
                .put(t.second)
                .array();
        byte[] result = Hypercall.trap(t.kind, arguments, t);
        IOException failure = Failures.decode(result);
        if (failure != null) {
            throw failure;
        }
        return Addresses.decode(ByteBuffer.wrap(result, 1, result.length - 1));
    }

    @Override
    public byte[] run() {
        HostNetwork h = host;
        try {
            if (h == null) {
                throw new SocketException("the host has no network");
            }
            switch (kind) {
                case Traps.NET_LISTEN:
                    return h.listen(id, first, backlog, 0);
                case Traps.NET_BIND:
                    return h.bind(id, first);
                default:
                    return h.route(first, second);
            }
        } catch (Throwable e) {
            return Failures.encode(e);
        }
    }
}
