package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;

/** The guest's socket channel over a {@link Connection}. */
final class VirtualSocketChannel extends SocketChannel implements Selectable {
    private final ProtocolFamily family;
    private final Registrations registrations = new Registrations();
    private final Options options;
    private final Turn writing = new Turn();

    /** Null until connect begins. */
    private Connection connection;

    private boolean connected;
    private boolean inputShut;
    private boolean outputShut;
    private SocketAddress bound;
    private Socket socket;

    VirtualSocketChannel(SelectorProvider provider, ProtocolFamily family) {
        super(provider);
        this.family = family;
        options = family == StandardProtocolFamily.UNIX ? Options.forUnix(false) : Options.forClient();
    }

    /** For an accepted connection. */
    VirtualSocketChannel(SelectorProvider provider, ProtocolFamily family, Connection accepted) {
        this(provider, family);
        connection = accepted;
        connected = true;
        accepted.watcher = registrations;
        options.attach(accepted.id);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private void ensureOpenAndConnected() throws ClosedChannelException {
        ensureOpen();
        if (!connected) {
            throw new NotYetConnectedException();
        }
    }

    // Selection

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public int ready() {
        Connection c = connection;
        if (c == null) {
            // A socket that is neither connected nor connecting polls as hung up.
            return ERROR;
        }
        if (!connected) {
            return c.isConnecting() ? 0 : SelectionKey.OP_CONNECT;
        }
        if (c.isLost()) {
            return ERROR;
        }
        int ops = c.isReadable() || inputShut ? SelectionKey.OP_READ : 0;
        return c.isWritable() ? ops | SelectionKey.OP_WRITE : ops;
    }

    // Addresses and options

    @Override
    public Socket socket() {
        if (family == StandardProtocolFamily.UNIX) {
            throw new UnsupportedOperationException("Not supported");
        }
        if (socket == null) {
            socket = SocketAdaptor.create(this);
        }
        return socket;
    }

    SocketAddress localAddress() {
        return connected ? connection.local : bound;
    }

    SocketAddress remoteAddress() {
        return connection == null ? null : connection.remote;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return localAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return remoteAddress();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
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

    /** The options, for those that only {@code Socket} has. */
    Options options() {
        return options;
    }

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        ensureOpen();
        if (connection != null && !connected) {
            throw new ConnectionPendingException();
        }
        if (localAddress() != null) {
            throw new AlreadyBoundException();
        }
        // Only noted: the host binds when it connects, and a port left open is known from then on.
        if (local != null) {
            bound = SocketAddresses.checkAny(local, family);
        } else {
            bound = family == StandardProtocolFamily.UNIX ? UnixDomainSocketAddress.of("") : SocketAddresses.any();
        }
        return this;
    }

    // Connecting

    @Override
    public boolean isConnected() {
        return connected && isOpen();
    }

    @Override
    public boolean isConnectionPending() {
        return connection != null && !connected && isOpen();
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        SocketAddress to = SocketAddresses.targetOfAny(SocketAddresses.checkAny(remote, family));
        ensureOpen();
        boolean blocking = isBlocking();
        try {
            beginConnect(to, blocking);
            return blocking && awaitConnected(Deadline.NEVER);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void beginConnect(SocketAddress to, boolean blocking) throws IOException {
        if (connected) {
            throw new AlreadyConnectedException();
        }
        if (connection != null) {
            throw new ConnectionPendingException();
        }
        if (blocking) {
            Blocking.begin(this);
        }
        connection = Network.connect(family, to, bound, options);
        connection.watcher = registrations;
    }

    /** Blocks until connected. */
    private boolean awaitConnected(long deadline) throws IOException {
        Connection c = connection;
        while (c.isConnecting()) {
            if (!Blocking.await(this, c.readers, deadline) && c.isConnecting()) {
                throw new SocketTimeoutException("Connect timed out");
            }
        }
        return completeConnect(c);
    }

    private boolean completeConnect(Connection c) throws IOException {
        IOException failure = c.connectFailure();
        if (failure != null) {
            throw failure;
        }
        connected = true;
        registrations.changed();
        return true;
    }

    @Override
    public boolean finishConnect() throws IOException {
        ensureOpen();
        if (connected) {
            return true;
        }
        Connection c = connection;
        if (c == null) {
            throw new NoConnectionPendingException();
        }
        try {
            if (isBlocking()) {
                Blocking.begin(this);
                return awaitConnected(Deadline.NEVER);
            }
            return !c.isConnecting() && completeConnect(c);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** For the adaptor: connects with a limit in milliseconds, 0 for none. */
    void blockingConnect(SocketAddress remote, int millis) throws IOException {
        SocketAddress to = SocketAddresses.targetOfAny(SocketAddresses.checkAny(remote, family));
        ensureOpen();
        if (!isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        try {
            beginConnect(to, true);
            awaitConnected(Deadline.in(millis));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    // Reading

    @Override
    public int read(ByteBuffer dst) throws IOException {
        Objects.requireNonNull(dst);
        if (!awaitReadable()) {
            return -1;
        }
        Buffers.checkWritable(dst);
        boolean blocking = isBlocking();
        while (dst.hasRemaining()) {
            int n = connection.read(dst);
            if (n != Connection.AGAIN) {
                return n;
            }
            if (!blocking) {
                return 0;
            }
            Blocking.await(this, connection.readers, Deadline.NEVER);
            if (inputShut) {
                return -1;
            }
        }
        return 0;
    }

    /** Checks that a read may begin; false if the input was shut down. */
    private boolean awaitReadable() throws IOException {
        ensureOpenAndConnected();
        if (isBlocking()) {
            Blocking.begin(this);
        }
        return !inputShut;
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, dsts.length);
        ensureOpenAndConnected();
        long read = 0;
        for (int i = offset; i < offset + length; i++) {
            Buffers.checkWritable(dsts[i]);
            if (!dsts[i].hasRemaining()) {
                continue;
            }
            if (read > 0 && connection.available() == 0) {
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

    /** For the adaptor: reads at least 1 of {@code length} bytes with a limit in milliseconds, 0 for none; -1 at the end. */
    int blockingRead(byte[] b, int offset, int length, int millis) throws IOException {
        Objects.checkFromIndexSize(offset, length, b.length);
        if (length == 0) {
            return 0;
        }
        ensureOpenAndConnected();
        if (!isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        Blocking.begin(this);
        long deadline = Connection.UNSET;
        while (!inputShut) {
            int n = connection.read(b, offset, length);
            if (n != Connection.AGAIN) {
                return n;
            }
            deadline = deadline == Connection.UNSET ? Deadline.in(millis) : deadline;
            if (!Blocking.await(this, connection.readers, deadline) && !connection.isReadable()) {
                throw new SocketTimeoutException("Read timed out");
            }
        }
        return -1;
    }

    int available() throws IOException {
        ensureOpenAndConnected();
        return inputShut ? 0 : connection.available();
    }

    // Writing

    @Override
    public int write(ByteBuffer src) throws IOException {
        Objects.requireNonNull(src);
        return (int) write(new ByteBuffer[] {src}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, srcs.length);
        ensureOpenAndConnected();
        boolean blocking = isBlocking();
        if (blocking) {
            Blocking.begin(this);
        }
        writing.enter();
        try {
            return write(srcs, offset, length, blocking);
        } finally {
            writing.leave();
        }
    }

    /** Writes everything if {@code blocking}, otherwise what there is credit for. */
    private long write(ByteBuffer[] srcs, int offset, int length, boolean blocking) throws IOException {
        long written = 0;
        long left = Buffers.remaining(srcs, offset, length);
        ensureWritable();
        while (left > 0) {
            int limit = connection.writeLimit();
            if (limit > 0) {
                int n = (int) Math.min(Math.min(left, limit), HostNetwork.MAX_CHUNK);
                connection.write(Buffers.gather(srcs, offset, n), 0, n);
                written += n;
                left -= n;
            } else if (blocking) {
                if (!awaitCredit(written > 0)) {
                    break;
                }
                ensureWritable();
            } else {
                break;
            }
        }
        return written;
    }

    /** Blocks once; false if another thread closed the channel under an operation that has written something. */
    private boolean awaitCredit(boolean partial) throws IOException {
        try {
            Blocking.await(this, connection.writers, Deadline.NEVER);
            return true;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (AsynchronousCloseException e) {
            if (!partial) {
                throw e;
            }
            return false;
        }
    }

    private void ensureWritable() throws ClosedChannelException {
        ensureOpen();
        if (outputShut) {
            throw new AsynchronousCloseException();
        }
    }

    /** For the adaptor: writes all of it. */
    void blockingWriteFully(byte[] b, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, b.length);
        if (length == 0) {
            return;
        }
        ensureOpenAndConnected();
        if (!isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        Blocking.begin(this);
        writing.enter();
        try {
            int end = offset + length;
            while (offset < end) {
                ensureWritable();
                int n = connection.write(b, offset, end - offset);
                offset += n;
                if (n == 0) {
                    Blocking.await(this, connection.writers, Deadline.NEVER);
                }
            }
        } finally {
            writing.leave();
        }
    }

    // Ending

    @Override
    public SocketChannel shutdownInput() throws IOException {
        ensureOpenAndConnected();
        if (!inputShut) {
            inputShut = true;
            connection.readers.wakeAll();
            registrations.changed();
        }
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        ensureOpenAndConnected();
        if (!outputShut) {
            outputShut = true;
            connection.shutdownOutput();
        }
        return this;
    }

    boolean isInputOpen() {
        return !inputShut;
    }

    boolean isOutputOpen() {
        return !outputShut;
    }

    /** The mode is looked at when an operation begins. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        ensureOpen();
    }

    @Override
    protected void implCloseSelectableChannel() {
        if (connection != null) {
            connection.close(options.resetsOnClose());
        }
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder();
        s.append("java.nio.channels.SocketChannel[");
        if (!isOpen()) {
            s.append("closed");
        } else {
            s.append(connected ? "connected" : connection != null ? "connection-pending" : "unconnected");
            if (inputShut) {
                s.append(" ishut");
            }
            if (outputShut) {
                s.append(" oshut");
            }
            if (localAddress() != null) {
                s.append(" local=").append(localAddress());
            }
            if (remoteAddress() != null) {
                s.append(" remote=").append(remoteAddress());
            }
        }
        return s.append(']').toString();
    }
}
