package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AcceptPendingException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.NotYetBoundException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;

/** The guest's asynchronous server socket channel over a {@link Listener}. */
final class AsyncServerChannel extends AsynchronousServerSocketChannel implements AsyncGroup.Member {
    private static final int DEFAULT_BACKLOG = 50;

    private final AsyncGroup group;
    private final Options options = Options.forServer(false);

    /** Null until bound. */
    private Listener listener;

    private Accept<?> accepting;
    private boolean acceptKilled;
    private boolean closed;
    private boolean listed;

    AsyncServerChannel(AsyncGroup group) {
        super(AsyncProvider.INSTANCE);
        this.group = group;
        group.add(this);
    }

    private void ensureOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public void changed() {
        if (accepting != null) {
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
        Accept<?> a = accepting;
        if (a != null) {
            a.advance();
        }
    }

    @Override
    public AsynchronousServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        SocketAddress to = local == null ? SocketAddresses.any() : SocketAddresses.check(local, null);
        ensureOpen();
        if (listener != null) {
            throw new AlreadyBoundException();
        }
        listener = Network.listen(null, to, options, backlog < 1 ? DEFAULT_BACKLOG : backlog);
        listener.watcher = this;
        return this;
    }

    @Override
    public Future<AsynchronousSocketChannel> accept() {
        return acceptFor(null, null);
    }

    @Override
    public <A> void accept(A attachment, CompletionHandler<AsynchronousSocketChannel, ? super A> handler) {
        acceptFor(attachment, Objects.requireNonNull(handler, "'handler' is null"));
    }

    private <A> Future<AsynchronousSocketChannel> acceptFor(
            A attachment, CompletionHandler<AsynchronousSocketChannel, ? super A> handler) {
        Accept<A> a = new Accept<>(attachment, handler);
        if (closed) {
            a.complete(null, new ClosedChannelException());
            return a.asResult();
        }
        if (listener == null) {
            throw new NotYetBoundException();
        }
        if (acceptKilled) {
            throw new RuntimeException("Accept not allowed due cancellation");
        }
        if (accepting != null) {
            throw new AcceptPendingException();
        }
        accepting = a;
        a.advance();
        return a.asResult();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        ensureOpen();
        return listener == null ? null : listener.address;
    }

    @Override
    public <T> AsynchronousServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
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
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (listener != null) {
            listener.close();
        }
        group.remove(this);
        if (accepting != null) {
            accepting.complete(null, new AsynchronousCloseException());
        }
    }

    @Override
    public String toString() {
        String what = closed ? "closed" : listener == null ? "unbound" : listener.address.toString();
        return "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl[" + what + "]";
    }

    /** An accept under way. */
    private final class Accept<A> extends AsyncOperation<AsynchronousSocketChannel, A> {
        Accept(A attachment, CompletionHandler<AsynchronousSocketChannel, ? super A> handler) {
            super(group, AsyncServerChannel.this, attachment, handler);
        }

        @Override
        boolean attempt() {
            Connection c = listener.accept();
            if (c == null) {
                return false;
            }
            accepting = null;
            result = new AsyncSocketChannel(group, c);
            return true;
        }

        @Override
        void cancelled() {
            acceptKilled = true;
            accepting = null;
        }
    }
}
