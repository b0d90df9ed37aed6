package io.ftjvm.guest.net;

import io.ftjvm.guest.Scheduler;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.MembershipKey;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;

/** The guest's datagram channel over a {@link DatagramEndpoint}. */
final class VirtualDatagramChannel extends DatagramChannel implements Selectable {
    /** The most a datagram over IPv4 and over IPv6 can hold. */
    private static final int MOST_IPV4 = 65507;

    private static final int MOST_IPV6 = 65527;

    private final ProtocolFamily family;
    /** Whether {@code Thread.interrupt} closes it: not where it is behind a {@code DatagramSocket}. */
    private final boolean interruptible;

    private final Registrations registrations = new Registrations();
    private final Options options = Options.forDatagrams();

    /** Null until bound. */
    private DatagramEndpoint endpoint;

    private InetSocketAddress local;
    private DatagramSocket socket;

    VirtualDatagramChannel(SelectorProvider provider, ProtocolFamily family, boolean interruptible) {
        super(provider);
        this.family = family;
        this.interruptible = interruptible;
    }

    private static UnsupportedOperationException noMulticast(InetAddress group) {
        return new UnsupportedOperationException(
                "ftjvm: multicast is not supported: group " + group.getHostAddress() + " cannot be joined");
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
        boolean readable = endpoint != null && endpoint.isReadable();
        return readable ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_WRITE;
    }

    @Override
    public DatagramSocket socket() {
        if (socket == null) {
            socket = DatagramAdaptor.create(this);
        }
        return socket;
    }

    // Addresses and options

    InetSocketAddress localAddress() {
        return local;
    }

    InetSocketAddress remoteAddress() {
        return endpoint == null ? null : endpoint.peer();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return local;
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return remoteAddress();
    }

    @Override
    public <T> DatagramChannel setOption(SocketOption<T> name, T value) throws IOException {
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
    public DatagramChannel bind(SocketAddress to) throws IOException {
        ensureOpen();
        if (endpoint != null) {
            throw new AlreadyBoundException();
        }
        bindTo(to == null ? SocketAddresses.any() : SocketAddresses.check(to, family));
        return this;
    }

    private void bindTo(InetSocketAddress to) throws IOException {
        endpoint = Network.bind(family, to, options);
        endpoint.watcher = registrations;
        local = endpoint.address();
    }

    private void ensureBound() throws IOException {
        if (endpoint == null) {
            bindTo(SocketAddresses.any());
        }
    }

    // Peers

    @Override
    public boolean isConnected() {
        return remoteAddress() != null && isOpen();
    }

    @Override
    public DatagramChannel connect(SocketAddress remote) throws IOException {
        InetSocketAddress to = SocketAddresses.check(remote, family);
        ensureOpen();
        if (isConnected()) {
            throw new AlreadyConnectedException();
        }
        return reconnect(to);
    }

    /** Connects, also if it is connected. */
    DatagramChannel reconnect(SocketAddress remote) throws IOException {
        InetSocketAddress to = SocketAddresses.check(remote, family);
        ensureOpen();
        if (to.getPort() == 0) {
            throw new SocketException("Can't connect to port 0");
        }
        refuseMulticast(to);
        ensureBound();
        local = endpoint.connect(SocketAddresses.target(to));
        return this;
    }

    @Override
    public DatagramChannel disconnect() throws IOException {
        if (isConnected()) {
            endpoint.disconnect();
            local = endpoint.address();
        }
        return this;
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface on) throws IOException {
        throw noMulticast(group);
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface on, InetAddress source) throws IOException {
        throw noMulticast(group);
    }

    private static void refuseMulticast(InetSocketAddress to) throws SocketException {
        if (to.getAddress().isMulticastAddress()) {
            throw new SocketException("ftjvm: multicast is not supported: no datagram goes to "
                    + to.getAddress().getHostAddress());
        }
    }

    // Receiving

    private void begin(boolean blocking) throws IOException {
        if (blocking && interruptible) {
            Blocking.begin(this);
        }
        ensureBound();
    }

    /** Blocks once; false if the deadline passed. */
    private boolean await(long deadline) throws IOException {
        if (interruptible) {
            return Blocking.await(this, endpoint.readers, deadline);
        }
        int reason = Scheduler.blockInDevice(endpoint.readers, deadline, false);
        if (!isOpen()) {
            throw new AsynchronousCloseException();
        }
        return reason != Scheduler.TIMEOUT;
    }

    /** The next datagram; null if there is none and the channel is in non-blocking mode. */
    private DatagramEndpoint.Datagram next(boolean blocking, int millis) throws IOException {
        long deadline = Connection.UNSET;
        for (; ; ) {
            if (endpoint.takeUnreachable()) {
                throw new PortUnreachableException();
            }
            DatagramEndpoint.Datagram d = endpoint.take();
            if (d != null || !blocking) {
                return d;
            }
            deadline = deadline == Connection.UNSET ? Deadline.in(millis) : deadline;
            if (!await(deadline) && !endpoint.isReadable()) {
                throw new SocketTimeoutException("Receive timed out");
            }
        }
    }

    @Override
    public SocketAddress receive(ByteBuffer dst) throws IOException {
        Buffers.checkWritable(dst);
        ensureOpen();
        boolean blocking = isBlocking();
        begin(blocking);
        DatagramEndpoint.Datagram d = next(blocking, 0);
        if (d == null) {
            return null;
        }
        move(d, dst);
        return d.sender;
    }

    /** For the adaptor: the next datagram, with a limit in milliseconds, 0 for none. */
    DatagramEndpoint.Datagram blockingReceive(int millis) throws IOException {
        ensureOpen();
        if (!isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        begin(true);
        return next(true, millis);
    }

    /** As much as fits; the rest stays in {@code d}. */
    private static int move(DatagramEndpoint.Datagram d, ByteBuffer dst) {
        int n = Math.min(d.content.remaining(), dst.remaining());
        int end = d.content.limit();
        d.content.limit(d.content.position() + n);
        dst.put(d.content);
        d.content.limit(end);
        return n;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        Objects.requireNonNull(dst);
        return (int) read(new ByteBuffer[] {dst}, 0, 1);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, dsts.length);
        ensureOpen();
        ensureConnected();
        for (int i = offset; i < offset + length; i++) {
            Buffers.checkWritable(dsts[i]);
        }
        if (Buffers.remaining(dsts, offset, length) == 0) {
            return 0;
        }
        boolean blocking = isBlocking();
        begin(blocking);
        DatagramEndpoint.Datagram d = next(blocking, 0);
        long read = 0;
        for (int i = offset; d != null && i < offset + length; i++) {
            read += move(d, dsts[i]);
        }
        return read;
    }

    private void ensureConnected() {
        if (!isConnected()) {
            throw new NotYetConnectedException();
        }
    }

    // Sending

    @Override
    public int send(ByteBuffer src, SocketAddress target) throws IOException {
        Objects.requireNonNull(src);
        InetSocketAddress to = SocketAddresses.check(target, family);
        ensureOpen();
        begin(isBlocking());
        InetSocketAddress peer = endpoint.peer();
        if (peer != null) {
            if (!to.equals(peer)) {
                throw new AlreadyConnectedException();
            }
        } else if (to.getPort() == 0) {
            throw new SocketException("Can't send to port 0");
        }
        refuseMulticast(to);
        return send(new ByteBuffer[] {src}, 0, src.remaining(), SocketAddresses.target(to));
    }

    private int send(ByteBuffer[] srcs, int offset, long length, InetSocketAddress to) throws IOException {
        if (endpoint.peer() != null && endpoint.takeUnreachable()) {
            throw new PortUnreachableException();
        }
        if (length > (to.getAddress() instanceof Inet4Address ? MOST_IPV4 : MOST_IPV6)) {
            throw new SocketException("Message too long");
        }
        endpoint.send(to, Buffers.gather(srcs, offset, (int) length));
        return (int) length;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        Objects.requireNonNull(src);
        return (int) write(new ByteBuffer[] {src}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, srcs.length);
        ensureOpen();
        ensureConnected();
        begin(isBlocking());
        return send(srcs, offset, Buffers.remaining(srcs, offset, length), endpoint.peer());
    }

    // Ending

    /** The mode is looked at when an operation begins. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        ensureOpen();
    }

    @Override
    protected void implCloseSelectableChannel() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
