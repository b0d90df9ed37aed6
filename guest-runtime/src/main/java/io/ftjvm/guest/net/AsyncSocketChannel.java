package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ReadPendingException;
import java.nio.channels.WritePendingException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The guest's asynchronous socket channel over a {@link Connection}. */
final class AsyncSocketChannel extends AsynchronousSocketChannel implements AsyncGroup.Member {
    private final AsyncGroup group;
    private final Options options = Options.forAsynchronous();

    /** Null until connect begins. */
    private Connection connection;

    private SocketAddress bound;
    private boolean connected;
    private boolean closed;
    private boolean listed;

    private Connect<?> connecting;
    private Transfer<?, ?> reading;
    private Transfer<?, ?> writing;
    private boolean readKilled;
    private boolean writeKilled;
    private boolean inputShut;
    private boolean outputShut;

    AsyncSocketChannel(AsyncGroup group) {
        super(AsyncProvider.INSTANCE);
        this.group = group;
        group.add(this);
    }

    /** For an accepted connection. */
    AsyncSocketChannel(AsyncGroup group, Connection accepted) {
        this(group);
        connection = accepted;
        connected = true;
        accepted.watcher = this;
        options.attach(accepted.id);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void ensureOpenAndConnected() throws ClosedChannelException {
        ensureOpen();
        if (!connected) {
            throw new NotYetConnectedException();
        }
    }

    // The group

    @Override
    public void changed() {
        if (connecting != null || reading != null || writing != null) {
            group.changed(this);
        }
    }

    @Override
    public boolean isListed() {
        return listed;
    }

    @Override
    public void setListed(boolean l) {
        listed = l;
    }

    @Override
    public void advance() {
        Connect<?> c = connecting;
        if (c != null) {
            c.advance();
        }
        Transfer<?, ?> r = reading;
        if (r != null) {
            r.advance();
        }
        Transfer<?, ?> w = writing;
        if (w != null) {
            w.advance();
        }
    }

    // Connecting

    @Override
    public AsynchronousSocketChannel bind(SocketAddress local) throws IOException {
        ensureOpen();
        if (connecting != null) {
            throw new ConnectionPendingException();
        }
        if (localAddress() != null) {
            throw new AlreadyBoundException();
        }
        bound = local == null ? SocketAddresses.any() : SocketAddresses.check(local, null);
        return this;
    }

    @Override
    public Future<Void> connect(SocketAddress remote) {
        return begin(remote, null, null);
    }

    @Override
    public <A> void connect(SocketAddress remote, A attachment, CompletionHandler<Void, ? super A> handler) {
        begin(remote, attachment, Objects.requireNonNull(handler, "'handler' is null"));
    }

    private <A> Future<Void> begin(SocketAddress remote, A attachment, CompletionHandler<Void, ? super A> handler) {
        Connect<A> c = new Connect<>(attachment, handler);
        if (closed) {
            c.complete(null, new ClosedChannelException());
            return c.asResult();
        }
        InetSocketAddress to = SocketAddresses.target(SocketAddresses.check(remote, null));
        if (connected) {
            throw new AlreadyConnectedException();
        }
        if (connection != null) {
            throw new ConnectionPendingException();
        }
        connecting = c;
        connection = Network.connect(null, to, bound, options);
        connection.watcher = this;
        return c.asResult();
    }

    // Reading and writing

    @Override
    public Future<Integer> read(ByteBuffer dst) {
        return read(new ByteBuffer[] {dst}, false, 0, null, null, null);
    }

    @Override
    public <A> void read(
            ByteBuffer dst, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        Objects.requireNonNull(handler, "'handler' is null");
        read(new ByteBuffer[] {dst}, false, timeout, unit, attachment, handler);
    }

    @Override
    public <A> void read(
            ByteBuffer[] dsts,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        Objects.requireNonNull(handler, "'handler' is null");
        read(part(dsts, offset, length), true, timeout, unit, attachment, handler);
    }

    private static ByteBuffer[] part(ByteBuffer[] all, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, all.length);
        ByteBuffer[] part = new ByteBuffer[length];
        System.arraycopy(all, offset, part, 0, length);
        return part;
    }

    private <V extends Number, A> Future<V> read(
            ByteBuffer[] dsts,
            boolean wide,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<V, ? super A> handler) {
        for (ByteBuffer b : dsts) {
            Buffers.checkWritable(b);
        }
        Read<V, A> r = new Read<>(dsts, wide, attachment, handler);
        if (closed) {
            r.complete(null, new ClosedChannelException());
            return r.asResult();
        }
        if (!connected) {
            throw new NotYetConnectedException();
        }
        if (readKilled) {
            throw new IllegalStateException("Reading not allowed due to timeout or cancellation");
        }
        if (reading != null) {
            throw new ReadPendingException();
        }
        reading = r;
        if (!r.advance()) {
            r.limit(new Timeout(r), timeout, unit);
        }
        return r.asResult();
    }

    @Override
    public Future<Integer> write(ByteBuffer src) {
        return write(new ByteBuffer[] {src}, false, 0, null, null, null);
    }

    @Override
    public <A> void write(
            ByteBuffer src, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        Objects.requireNonNull(handler, "'handler' is null");
        write(new ByteBuffer[] {src}, false, timeout, unit, attachment, handler);
    }

    @Override
    public <A> void write(
            ByteBuffer[] srcs,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        Objects.requireNonNull(handler, "'handler' is null");
        write(part(srcs, offset, length), true, timeout, unit, attachment, handler);
    }

    private <V extends Number, A> Future<V> write(
            ByteBuffer[] srcs,
            boolean wide,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<V, ? super A> handler) {
        Write<V, A> w = new Write<>(srcs, wide, attachment, handler);
        if (!closed) {
            if (!connected) {
                throw new NotYetConnectedException();
            }
            if (writeKilled) {
                throw new IllegalStateException("Writing not allowed due to timeout or cancellation");
            }
            if (writing != null) {
                throw new WritePendingException();
            }
        }
        if (closed || outputShut) {
            w.complete(null, new ClosedChannelException());
            return w.asResult();
        }
        writing = w;
        if (!w.advance()) {
            w.limit(new Timeout(w), timeout, unit);
        }
        return w.asResult();
    }

    // Addresses and options

    private SocketAddress localAddress() {
        return connected ? connection.local : bound;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return localAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        ensureOpen();
        return connected ? connection.remote : null;
    }

    @Override
    public <T> AsynchronousSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        options.check(Objects.requireNonNull(name), value);
        ensureOpen();
        if (outputShut) {
            throw new IOException("Connection has been shutdown for writing");
        }
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

    // Ending

    @Override
    public AsynchronousSocketChannel shutdownInput() throws IOException {
        ensureOpenAndConnected();
        inputShut = true;
        changed();
        return this;
    }

    @Override
    public AsynchronousSocketChannel shutdownOutput() throws IOException {
        ensureOpenAndConnected();
        if (!outputShut) {
            outputShut = true;
            connection.shutdownOutput();
        }
        return this;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (connection != null) {
            connection.close(false);
        }
        group.remove(this);
        fail(connecting);
        fail(reading);
        fail(writing);
    }

    private static void fail(AsyncOperation<?, ?> o) {
        if (o != null) {
            o.complete(null, new AsynchronousCloseException());
        }
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder("sun.nio.ch.UnixAsynchronousSocketChannelImpl[");
        if (closed) {
            return s.append("closed]").toString();
        }
        s.append(connected ? "connected" : connecting != null ? "connection-pending" : "unconnected");
        if (inputShut) {
            s.append(" ishut");
        }
        if (outputShut) {
            s.append(" oshut");
        }
        if (localAddress() != null) {
            s.append(" local=").append(localAddress());
        }
        if (connected) {
            s.append(" remote=").append(connection.remote);
        }
        return s.append(']').toString();
    }

    /** A connect under way. */
    private final class Connect<A> extends AsyncOperation<Void, A> {
        Connect(A attachment, CompletionHandler<Void, ? super A> handler) {
            super(group, AsyncSocketChannel.this, attachment, handler);
        }

        @Override
        boolean attempt() throws IOException {
            if (connection.isConnecting()) {
                return false;
            }
            connecting = null;
            IOException failure = connection.connectFailure();
            if (failure != null) {
                close();
                throw failure;
            }
            connected = true;
            return true;
        }

        /** It may come about yet: then nothing may be done with it. */
        @Override
        void cancelled() {
            readKilled = true;
            writeKilled = true;
        }
    }

    /** A read or a write under way. */
    private abstract class Transfer<V extends Number, A> extends AsyncOperation<V, A> {
        final ByteBuffer[] buffers;
        private final boolean wide;

        Transfer(ByteBuffer[] buffers, boolean wide, A attachment, CompletionHandler<V, ? super A> handler) {
            super(group, AsyncSocketChannel.this, attachment, handler);
            this.buffers = buffers;
            this.wide = wide;
        }

        @SuppressWarnings("unchecked")
        boolean transferred(long n) {
            result = (V) (wide ? (Number) n : (Number) (int) n);
            return true;
        }

        /** Whether the buffers have no room, or nothing left. */
        boolean nothingToDo() {
            return Buffers.remaining(buffers, 0, buffers.length) == 0;
        }

        /** No other may follow it. */
        abstract void kill();

        @Override
        void cancelled() {
            kill();
        }
    }

    private final class Read<V extends Number, A> extends Transfer<V, A> {
        Read(ByteBuffer[] dsts, boolean wide, A attachment, CompletionHandler<V, ? super A> handler) {
            super(dsts, wide, attachment, handler);
        }

        @Override
        boolean attempt() throws IOException {
            if (inputShut) {
                reading = null;
                return transferred(-1);
            }
            if (nothingToDo()) {
                reading = null;
                return transferred(0);
            }
            long n = 0;
            for (ByteBuffer b : buffers) {
                if (b.hasRemaining() && (n == 0 || connection.available() > 0)) {
                    int k = readInto(b);
                    if (k == Connection.AGAIN) {
                        return false;
                    }
                    if (k == Connection.EOF) {
                        n = -1;
                        break;
                    }
                    n += k;
                }
            }
            reading = null;
            return transferred(n);
        }

        private int readInto(ByteBuffer b) throws IOException {
            try {
                return connection.read(b);
            } catch (IOException e) {
                reading = null;
                throw e;
            }
        }

        @Override
        void kill() {
            reading = null;
            readKilled = true;
        }
    }

    private final class Write<V extends Number, A> extends Transfer<V, A> {
        Write(ByteBuffer[] srcs, boolean wide, A attachment, CompletionHandler<V, ? super A> handler) {
            super(srcs, wide, attachment, handler);
        }

        @Override
        boolean attempt() throws IOException {
            if (nothingToDo()) {
                writing = null;
                return transferred(0);
            }
            long written = 0;
            try {
                int limit;
                while (!nothingToDo() && (limit = connection.writeLimit()) > 0) {
                    long left = Buffers.remaining(buffers, 0, buffers.length);
                    int n = (int) Math.min(Math.min(left, limit), HostNetwork.MAX_CHUNK);
                    connection.write(Buffers.gather(buffers, 0, n), 0, n);
                    written += n;
                }
            } catch (IOException e) {
                writing = null;
                throw e;
            }
            if (written == 0) {
                return false;
            }
            writing = null;
            return transferred(written);
        }

        @Override
        void kill() {
            writing = null;
            writeKilled = true;
        }
    }

    /** Ends a read or write that has taken too long. */
    private static final class Timeout implements Runnable {
        private final Transfer<?, ?> transfer;

        Timeout(Transfer<?, ?> transfer) {
            this.transfer = transfer;
        }

        @Override
        public void run() {
            if (!transfer.isDone()) {
                transfer.kill();
                transfer.complete(null, new InterruptedByTimeoutException());
            }
        }
    }
}
