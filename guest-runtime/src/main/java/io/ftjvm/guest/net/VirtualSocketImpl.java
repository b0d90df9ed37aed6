package io.ftjvm.guest.net;

import io.ftjvm.guest.Scheduler;
import io.ftjvm.guest.WaitQueue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import sun.net.PlatformSocketImpl;

/**
 * What is behind the guest's {@code Socket} and {@code ServerSocket}. Exceptions and their messages are those of the JDK's
 * NioSocketImpl. As there, {@code Thread.interrupt} ends nothing.
 */
final class VirtualSocketImpl extends SocketImpl implements PlatformSocketImpl {
    private static final int DEFAULT_BACKLOG = 50;

    private static final int NEW = 0;
    private static final int UNCONNECTED = 1;
    private static final int CONNECTING = 2;
    private static final int CONNECTED = 3;
    private static final int CLOSED = 4;

    private final boolean server;
    private final Options options;
    private final Turn writing = new Turn();

    private int state = NEW;
    private int timeout;
    private InetSocketAddress bound;
    private Listener listener;
    private Connection connection;
    private boolean inputShut;
    private boolean outputShut;
    private boolean ended;

    VirtualSocketImpl(boolean server) {
        this.server = server;
        this.options = server ? Options.forServer(true) : Options.forClient();
    }

    private void ensureOpen() throws SocketException {
        if (state == NEW) {
            throw new SocketException("Socket not created");
        }
        if (state == CLOSED) {
            throw new SocketException("Socket closed");
        }
    }

    private void ensureOpenAndConnected() throws SocketException {
        if (state < CONNECTED) {
            throw new SocketException("Not connected");
        }
        if (state > CONNECTED) {
            throw new SocketException("Socket closed");
        }
    }

    /** Blocks once; false if the deadline passed. */
    private boolean await(WaitQueue queue, long deadline) throws SocketException {
        int reason = Scheduler.blockInDevice(queue, deadline, false);
        if (state == CLOSED) {
            throw new SocketException("Socket closed");
        }
        return reason != Scheduler.TIMEOUT;
    }

    @Override
    protected void create(boolean stream) throws IOException {
        if (!stream) {
            throw new IOException("Datagram socket creation not supported");
        }
        if (state != NEW) {
            throw new IOException("Already created");
        }
        state = UNCONNECTED;
    }

    // Connecting

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), 0);
    }

    @Override
    protected void connect(SocketAddress remote, int millis) throws IOException {
        if (!(remote instanceof InetSocketAddress)) {
            throw new IOException("Unsupported address type");
        }
        InetSocketAddress isa = (InetSocketAddress) remote;
        if (isa.isUnresolved()) {
            throw new UnknownHostException(isa.getHostName());
        }
        try {
            beginConnect(SocketAddresses.target(isa));
            awaitConnected(Deadline.in(millis));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void beginConnect(InetSocketAddress to) throws SocketException {
        if (state != UNCONNECTED) {
            String[] why = {"Not created", null, "Connection in progress", "Already connected", "Socket closed"};
            throw new SocketException(why[state]);
        }
        state = CONNECTING;
        address = to.getAddress();
        port = to.getPort();
        connection = Network.connect(null, to, bound, options);
    }

    private void awaitConnected(long deadline) throws IOException {
        Connection c = connection;
        while (c.isConnecting()) {
            if (!await(c.readers, deadline) && c.isConnecting()) {
                throw new SocketTimeoutException("Connect timed out");
            }
        }
        IOException failure = c.connectFailure();
        if (failure != null) {
            throw failure;
        }
        state = CONNECTED;
        bound = (InetSocketAddress) c.local;
        localport = bound.getPort();
    }

    // Listening

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        ensureOpen();
        if (bound != null) {
            throw new SocketException("Already bound");
        }
        // Only noted: the host binds when the guest listens or connects, and a port left open is known from then on.
        bound = new InetSocketAddress(host, port);
        address = host;
        localport = port;
    }

    @Override
    protected void listen(int backlog) throws IOException {
        ensureOpen();
        if (bound == null) {
            throw new SocketException("Not bound");
        }
        if (listener == null) {
            try {
                listener = Network.listen(null, bound, options, backlog < 1 ? DEFAULT_BACKLOG : backlog);
            } catch (IOException e) {
                bound = null;
                throw e;
            }
            bound = (InetSocketAddress) listener.address;
            localport = bound.getPort();
        }
    }

    @Override
    protected void accept(SocketImpl s) throws IOException {
        VirtualSocketImpl to = (VirtualSocketImpl) s;
        if (to.state != NEW) {
            throw new SocketException("Not a newly created SocketImpl");
        }
        ensureOpen();
        if (listener == null) {
            throw new SocketException("Not bound");
        }
        to.adopt(awaitConnection());
    }

    private Connection awaitConnection() throws IOException {
        long deadline = Connection.UNSET;
        for (; ; ) {
            Connection c = listener.accept();
            if (c != null) {
                return c;
            }
            deadline = deadline == Connection.UNSET ? Deadline.in(timeout) : deadline;
            if (!await(listener.acceptors, deadline) && !listener.isReady()) {
                throw new SocketTimeoutException("Accept timed out");
            }
        }
    }

    private void adopt(Connection c) {
        connection = c;
        options.attach(c.id);
        bound = (InetSocketAddress) c.local;
        localport = bound.getPort();
        InetSocketAddress remote = (InetSocketAddress) c.remote;
        address = remote.getAddress();
        port = remote.getPort();
        state = CONNECTED;
    }

    // Reading and writing

    private int read(byte[] b, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, b.length);
        if (len == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        ensureOpenAndConnected();
        int n = readOrBlock(b, off, len);
        ended |= n < 0;
        return n;
    }

    private int readOrBlock(byte[] b, int off, int len) throws IOException {
        long deadline = Connection.UNSET;
        while (!inputShut) {
            int n = connection.read(b, off, len);
            if (n != Connection.AGAIN) {
                return n;
            }
            deadline = deadline == Connection.UNSET ? Deadline.in(timeout) : deadline;
            if (!await(connection.readers, deadline) && !connection.isReadable() && !inputShut) {
                throw new SocketTimeoutException("Read timed out");
            }
        }
        return -1;
    }

    private void write(byte[] b, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, b.length);
        if (len == 0) {
            return;
        }
        writing.enter();
        try {
            int end = off + len;
            while (off < end) {
                ensureOpenAndConnected();
                int n = tryWrite(b, off, end - off);
                off += n;
                if (n == 0) {
                    await(connection.writers, Deadline.NEVER);
                }
            }
        } finally {
            writing.leave();
        }
    }

    private int tryWrite(byte[] b, int off, int len) throws SocketException {
        try {
            return connection.write(b, off, len);
        } catch (IOException e) {
            throw Translate.toSocket(e);
        }
    }

    @Override
    protected int available() throws IOException {
        ensureOpenAndConnected();
        return inputShut ? 0 : connection.available();
    }

    @Override
    protected InputStream getInputStream() {
        return new Input();
    }

    @Override
    protected OutputStream getOutputStream() {
        return new Output();
    }

    // Ending

    @Override
    protected void shutdownInput() throws IOException {
        ensureOpenAndConnected();
        inputShut = true;
        connection.readers.wakeAll();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        ensureOpenAndConnected();
        if (!outputShut) {
            outputShut = true;
            connection.shutdownOutput();
        }
    }

    @Override
    protected void close() throws IOException {
        if (state == CLOSED) {
            return;
        }
        state = CLOSED;
        if (listener != null) {
            listener.close();
        }
        if (connection != null) {
            connection.close(options.resetsOnClose());
        }
    }

    @Override
    protected boolean supportsUrgentData() {
        return false;
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("Urgent data not supported");
    }

    // Options

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        return options.supported();
    }

    @Override
    protected <T> void setOption(SocketOption<T> name, T value) throws IOException {
        options.check(name, value);
        ensureOpen();
        options.set(name, value);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected <T> T getOption(SocketOption<T> name) throws IOException {
        options.checkSupported(name);
        ensureOpen();
        return (T) options.get(name);
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        ensureOpen();
        if (option != SocketOptions.SO_TIMEOUT) {
            options.set(option, value);
            return;
        }
        int millis = Options.intValue(value, "SO_TIMEOUT");
        if (millis < 0) {
            throw new SocketException("timeout < 0");
        }
        timeout = millis;
    }

    @Override
    public Object getOption(int option) throws SocketException {
        ensureOpen();
        switch (option) {
            case SocketOptions.SO_TIMEOUT:
                return timeout;
            case SocketOptions.SO_BINDADDR:
                return (bound == null ? SocketAddresses.any() : bound).getAddress();
            default:
                return options.get(option);
        }
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] a = new byte[1];
            return read(a, 0, 1) > 0 ? a[0] & 0xff : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return VirtualSocketImpl.this.read(b, off, len);
        }

        @Override
        public int available() throws IOException {
            return VirtualSocketImpl.this.available();
        }

        @Override
        public void close() throws IOException {
            VirtualSocketImpl.this.close();
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            VirtualSocketImpl.this.write(b, off, len);
        }

        @Override
        public void close() throws IOException {
            VirtualSocketImpl.this.close();
        }
    }
}
