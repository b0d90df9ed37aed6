package io.ftjvm.agent.net;

import io.ftjvm.channel.OutputDevice;
import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.Failures;
import io.ftjvm.guest.net.HostNetwork;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The network device's host side over plain sockets: connections end with the process. One daemon thread carries all of
 * them. Create it on a host thread.
 */
public final class NettyNetwork implements HostNetwork, OutputDevice, AutoCloseable {
    private static final long FIRST_ACCEPTED = 1L << 63;
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How long the output gate may hold a NET_UNLISTEN before its address counts as taken. */
    private static final long UNLISTEN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    static {
        NettySetup.prepare();
    }

    private final InterruptSink sink;
    private final Consumer<String> messages;
    private final SelectorProvider provider = SelectorProvider.provider();
    private final NioEventLoopGroup group;
    private final boolean ownsGroup;
    private final EventLoop loop;

    private final Map<Long, HostListener> listeners = new ConcurrentHashMap<>();
    private final Map<Long, HostConnection> connections = new ConcurrentHashMap<>();

    private final Queue<Output> outputs = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Outputs emitted and not yet carried out, and writes begun and not yet ended. */
    private final AtomicInteger unfinished = new AtomicInteger();

    /** Written to since the last flush. Event loop. */
    private final List<HostConnection> unflushed = new ArrayList<>();

    /** Event loop, once anything listens; {@code loop.register} publishes it. */
    private long lastAccepted = FIRST_ACCEPTED;

    /**
     * Starts the device.
     *
     * @param sink takes the interrupts; called on the device's thread
     * @param messages takes what the operator should know, one line each without prefix
     */
    public NettyNetwork(InterruptSink sink, Consumer<String> messages) {
        this(sink, messages, null);
    }

    private NettyNetwork(InterruptSink sink, Consumer<String> messages, NettyNetwork of) {
        this.sink = sink;
        this.messages = messages;
        this.ownsGroup = of == null;
        this.group = ownsGroup ? new NioEventLoopGroup(1, NettyNetwork::thread, provider) : of.group;
        this.loop = group.next();
    }

    private static Thread thread(Runnable r) {
        Thread t = new FastThreadLocalThread(r, "ftjvm-net");
        t.setDaemon(true);
        return t;
    }

    /**
     * Exercises the device once over loopback, so that later nothing has to be loaded. On both sides, on a host thread,
     * before the guest starts.
     *
     * <p>What it opens is closed again, but its event loop is this device's: the end of one starts a thread of Netty's that
     * is no daemon and lasts for a second, and the JVM would not end before it.
     */
    public void warmUp() {
        WarmUp w = new WarmUp();
        w.run(new NettyNetwork(w, m -> w.over(), this));
    }

    /**
     * Goes on numbering where another host left off. At go-live, before anything listens.
     *
     * @param accepted number of the last connection that the guest has seen accepted ({@code Network.lastAccepted()})
     */
    public void continueAfter(long accepted) {
        if (accepted != 0) {
            lastAccepted = accepted;
        }
    }

    @Override
    public byte[] listen(long listener, byte[] address, int backlog, long accepted) {
        return listen(listener, backlog, accepted, () -> bind(address(address), backlog));
    }

    /**
     * Listens where another process of this user's still does: a predecessor on this machine that has lost the test-and-set
     * and does not know it yet, because it is stopped. New connections come here, not there: Linux prefers a socket of IPv4
     * to one of IPv6 that stands for an IPv4 address, which is what {@link #listen} makes. Of a predecessor that has been a
     * successor in this way the port cannot be had.
     */
    public byte[] listenBeside(long listener, byte[] address, int backlog, long accepted) {
        return listen(listener, backlog, accepted, () -> bindBeside(address(address), backlog));
    }

    private byte[] listen(long listener, int backlog, long accepted, Callable<ServerSocketChannel> binding) {
        ServerSocketChannel channel = null;
        try {
            channel = binding.call();
            byte[] bound = Addresses.encode((InetSocketAddress) channel.getLocalAddress());
            LightServerChannel c = new LightServerChannel(channel);
            HostListener l = new HostListener(this, listener, backlog, accepted, c);
            c.pipeline().addLast(l);
            listeners.put(listener, l);
            loop.register(c);
            byte[] result = new byte[1 + bound.length];
            result[0] = (byte) Failures.NONE;
            System.arraycopy(bound, 0, result, 1, bound.length);
            return result;
        } catch (Exception e) {
            closeQuietly(channel);
            return Failures.encode(e);
        }
    }

    private static InetSocketAddress address(byte[] encoded) {
        return Addresses.decode(ByteBuffer.wrap(encoded));
    }

    private ServerSocketChannel bind(InetSocketAddress address, int backlog) throws IOException {
        long deadline = System.nanoTime() + UNLISTEN_NANOS;
        for (; ; ) {
            // Asked first: if it ends meanwhile, there is one try too many and not one too few.
            boolean mayEnd = isAnyClosing() && System.nanoTime() < deadline;
            ServerSocketChannel channel = provider.openServerSocketChannel();
            try {
                // As the JDK's own server sockets on Unix; without it a restart would wait for old connections to time
                // out.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(address, backlog);
                // After the fact, so that a port that is in use is an error; for a successor's bindBeside.
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                return channel;
            } catch (IOException e) {
                closeQuietly(channel);
                if (!mayEnd || !(e instanceof BindException)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private ServerSocketChannel bindBeside(InetSocketAddress address, int backlog) throws IOException {
        ServerSocketChannel channel = provider.openServerSocketChannel(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            return channel.bind(address, backlog);
        } catch (IOException | UnsupportedAddressTypeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private boolean isAnyClosing() {
        for (HostListener l : listeners.values()) {
            if (l.isClosing()) {
                return true;
            }
        }
        return false;
    }

    private static void closeQuietly(ServerSocketChannel c) {
        if (c == null) {
            return;
        }
        try {
            c.close();
        } catch (IOException e) {
            // The failure that led here is the one to report.
            return;
        }
    }

    // Outputs

    @Override
    public void emit(int kind, long id, byte[] bytes) {
        unfinished.incrementAndGet();
        outputs.add(new Output(kind, id, bytes));
        if (scheduled.compareAndSet(false, true)) {
            execute(this::carryOutAll);
        }
    }

    private void carryOutAll() {
        scheduled.set(false);
        Output o;
        while ((o = outputs.poll()) != null) {
            try {
                carryOut(o);
            } catch (RuntimeException e) {
                messages.accept("network output " + Outputs.name(o.kind) + ": " + e);
            }
            unfinished.decrementAndGet();
        }
        for (HostConnection c : unflushed) {
            c.flush();
        }
        unflushed.clear();
    }

    private void carryOut(Output o) {
        if (o.kind == Outputs.NET_CONNECT) {
            connect(o.id, ByteBuffer.wrap(o.bytes));
        } else if (o.kind == Outputs.NET_UNLISTEN) {
            unlisten(o.id, ByteBuffer.wrap(o.bytes).getLong());
        } else {
            HostConnection c = connections.get(o.id);
            if (c != null) {
                carryOut(o, c);
            }
        }
    }

    private static void carryOut(Output o, HostConnection c) {
        switch (o.kind) {
            case Outputs.NET_WRITE:
                c.write(o.bytes);
                break;
            case Outputs.NET_SHUTDOWN:
                c.shutdownOutput();
                break;
            case Outputs.NET_CLOSE:
                c.close(o.bytes.length > 0 && o.bytes[0] == 1);
                break;
            default:
                throw new IllegalArgumentException("not an output of the network device");
        }
    }

    private void connect(long id, ByteBuffer bytes) {
        InetSocketAddress remote = Addresses.decode(bytes);
        InetSocketAddress local = Addresses.decode(bytes);
        HostConnection c;
        try {
            c = new HostConnection(this, id, new LightSocketChannel(null, provider.openSocketChannel()));
        } catch (IOException e) {
            post(Interrupts.NET_CONNECTED, id, Failures.encode(e));
            return;
        }
        open(c);
        c.connect(remote, local);
    }

    private void unlisten(long id, long struck) {
        HostListener l = listeners.get(id);
        if (l == null) {
            return;
        }
        l.channel().close();
        listeners.remove(id);
        for (HostConnection c : connections.values()) {
            if (c.cameAfter(l, struck)) {
                c.close(true);
            }
        }
    }

    @Override
    public void hint(int kind, long id, long value) {
        HostConnection c = connections.get(id);
        if (c != null) {
            c.consumed(value);
            return;
        }
        HostListener l = listeners.get(id);
        if (l != null) {
            l.taken(value);
        }
    }

    /** Waits, though not forever, until everything emitted has been handed to the kernel. */
    @Override
    public void drain() {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (unfinished.get() > 0 && !group.isShuttingDown() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Closes every listener and connection. Returns at once. */
    @Override
    public void close() {
        if (ownsGroup) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        } else {
            execute(() -> {
                listeners.values().forEach(l -> l.channel().close());
                List.copyOf(connections.values()).forEach(c -> c.close(true));
            });
        }
    }

    /**
     * Nothing more will happen here: the event loop's thread blocks for good. At its end the JVM gives threads that are in
     * native code, as one that waits for events is, 300 ms to come out of it ({@code
     * VM_Exit::wait_for_threads_in_native_to_block}).
     */
    public void rest() {
        execute(() -> {
            for (; ; ) {
                LockSupport.park();
            }
        });
    }

    // For listeners and connections, on the event loop

    long nextAcceptedId() {
        return ++lastAccepted;
    }

    void open(HostConnection c) {
        connections.put(c.id(), c);
        loop.register(c.channel());
    }

    void forget(HostConnection c) {
        connections.remove(c.id(), c);
    }

    void flushLater(HostConnection c) {
        unflushed.add(c);
    }

    void writeBegun() {
        unfinished.incrementAndGet();
    }

    void writeEnded() {
        unfinished.decrementAndGet();
    }

    void post(int kind, long id, byte[] data) {
        sink.post(kind, id, data);
    }

    void complain(String message) {
        messages.accept(message);
    }

    /** Any thread. */
    void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed; there is no connection left that it could be about.
            return;
        }
    }

    /** An output on its way to the event loop. */
    private static final class Output {
        final int kind;
        final long id;
        final byte[] bytes;

        Output(int kind, long id, byte[] bytes) {
            this.kind = kind;
            this.id = id;
            this.bytes = bytes;
        }
    }
}
