package io.ftjvm.guest.net;

import io.ftjvm.guest.Hints;
import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.WaitQueue;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** A bound server socket and the connections that wait to be accepted. Token holder only. */
final class Listener {
    final long id;
    final SocketAddress address;
    final int backlog;

    /** Threads in {@code accept}. */
    final WaitQueue acceptors = new WaitQueue();

    Watcher watcher;

    private final Binding bound;
    private final Options options;
    private final ArrayDeque<Connection> pending = new ArrayDeque<>();
    private long struck;
    private long taken;
    private boolean closed;

    Listener(long id, Binding bound, Options options, int backlog) {
        this.id = id;
        this.address = bound.address();
        this.bound = bound;
        this.options = options;
        this.backlog = backlog;
    }

    /** How the host must bind it anew. */
    Binding binding() {
        return bound.at(address, options);
    }

    /** Connections that have arrived so far. */
    long struck() {
        return struck;
    }

    boolean isReady() {
        return !pending.isEmpty();
    }

    /** NET_ACCEPT. */
    void arrived(Connection c) {
        struck++;
        pending.addLast(c);
        acceptors.wakeOne();
        if (watcher != null) {
            watcher.changed();
        }
    }

    /** Takes the connection that has waited longest, null if there is none. */
    Connection accept() {
        Connection c = pending.pollFirst();
        if (c != null) {
            taken++;
            Hypercall.hint(Hints.NET_CONSUMED, id, taken);
        }
        return c;
    }

    /** Stops listening; connections that nobody has accepted are reset, as a kernel does. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        Network.forget(this);
        Hypercall.hint(Hints.NET_CONSUMED, id, HostNetwork.CLOSING);
        byte[] count = ByteBuffer.allocate(8).putLong(struck).array();
        Hypercall.output(Outputs.NET_UNLISTEN, id, count, 0, count.length);
        Connection c;
        while ((c = pending.pollFirst()) != null) {
            c.close(true);
        }
        acceptors.wakeAll();
    }
}
