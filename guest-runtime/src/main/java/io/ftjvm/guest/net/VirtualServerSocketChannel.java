package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;

/** The guest's server socket channel over a {@link Listener}. */
final class VirtualServerSocketChannel extends ServerSocketChannel implements Selectable {
    private static final int DEFAULT_BACKLOG = 50;

    private final ProtocolFamily family;
    private final Registrations registrations = new Registrations();
    private final Options options;

    /** Null until bound. */
    private Listener listener;

    private ServerSocket socket;

    VirtualServerSocketChannel(SelectorProvider provider, ProtocolFamily family) {
        super(provider);
        this.family = family;
        options = family == StandardProtocolFamily.UNIX ? Options.forUnix(true) : Options.forServer(false);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public int ready() {
        return listener != null && listener.isReady() ? SelectionKey.OP_ACCEPT : 0;
    }

    @Override
    public ServerSocket socket() {
        if (family == StandardProtocolFamily.UNIX) {
            throw new UnsupportedOperationException("Not supported");
        }
        if (socket == null) {
            socket = ServerSocketAdaptor.create(this);
        }
        return socket;
    }

    SocketAddress localAddress() {
        return listener == null ? null : listener.address;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return localAddress();
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        options.check(Objects.requireNonNull(name), value);
        ensureOpen();
        options.set(name, value);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getOption(SocketOption<T> name) throws IOException {
        options.checkSupported(Objects.requireNonNull(name));
        ensureOpen();
        return (T) options.get(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return options.supported();
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        ensureOpen();
        if (listener != null) {
            throw new AlreadyBoundException();
        }
        listener = Network.listen(family, addressFor(local), options, backlog < 1 ? DEFAULT_BACKLOG : backlog);
        listener.watcher = registrations;
        return this;
    }

    /** Null where a Unix domain socket's name is for the host to choose. */
    private SocketAddress addressFor(SocketAddress local) {
        if (local != null) {
            return SocketAddresses.checkAny(local, family);
        }
        return family == StandardProtocolFamily.UNIX ? null : SocketAddresses.any();
    }

    private void ensureBound() throws ClosedChannelException {
        ensureOpen();
        if (listener == null) {
            throw new NotYetBoundException();
        }
    }

    @Override
    public SocketChannel accept() throws IOException {
        ensureBound();
        if (!isBlocking()) {
            Connection c = listener.accept();
            return c == null ? null : new VirtualSocketChannel(provider(), family, c);
        }
        return blockingAccept(0);
    }

    /** Accepts with a limit in milliseconds, 0 for none. */
    SocketChannel blockingAccept(int millis) throws IOException {
        ensureBound();
        if (!isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        Blocking.begin(this);
        long deadline = Connection.UNSET;
        for (; ; ) {
            Connection c = listener.accept();
            if (c != null) {
                return new VirtualSocketChannel(provider(), family, c);
            }
            deadline = deadline == Connection.UNSET ? Deadline.in(millis) : deadline;
            if (!Blocking.await(this, listener.acceptors, deadline) && !listener.isReady()) {
                throw new SocketTimeoutException("Accept timed out");
            }
        }
    }

    /** The mode is looked at when an operation begins. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        ensureOpen();
    }

    @Override
    protected void implCloseSelectableChannel() {
        if (listener != null) {
            listener.close();
        }
    }

    @Override
    public String toString() {
        String what = !isOpen() ? "closed" : listener == null ? "unbound" : listener.address.toString();
        return new StringBuilder("sun.nio.ch.ServerSocketChannelImpl[")
                .append(what)
                .append(']')
                .toString();
    }
}
