package io.ftjvm.agent.net;

import io.ftjvm.channel.OutputDevice;
import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.Binding;
import io.ftjvm.guest.net.Failures;
import io.ftjvm.guest.net.HostNetwork;
import io.ftjvm.guest.net.Network;
import io.ftjvm.guest.net.OptionNumbers;
import io.netty.channel.Channel;
import io.netty.channel.nio.NioEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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
    private static final int LARGEST_DATAGRAM = 65536;
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How long the output gate may hold a NET_UNLISTEN before its address counts as taken. */
    private static final long UNLISTEN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    static {
        NettySetup.prepare();
    }

    private final InterruptSink sink;
    private final Consumer<String> messages;
    private final HostSockets sockets = new HostSockets();
    private final NioEventLoopGroup group;
    private final boolean ownsGroup;
    private final NioEventLoop loop;

    /** What datagrams are received into; event loop. */
    private final ByteBuffer datagramBuffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

    private final Map<Long, HostListener> listeners = new ConcurrentHashMap<>();
    private final Map<Long, HostConnection> connections = new ConcurrentHashMap<>();
    private final Map<Long, HostDatagrams> endpoints = new ConcurrentHashMap<>();

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
        this.group = ownsGroup ? new NioEventLoopGroup(1, NettyNetwork::thread, sockets.provider()) : of.group;
        this.loop = (NioEventLoop) group.next();
    }

    private static Thread thread(Runnable r) {
        Thread t = new FastThreadLocalThread(r, "ftjvm-net");
        t.setDaemon(true);
        return t;
    }

    /** The device's thread, for what else has to do with many descriptors. */
    public NioEventLoop loop() {
        return loop;
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
    public byte[] listen(long listener, byte[] binding, int backlog, long accepted) {
        return listen(listener, backlog, accepted, decode(binding), false);
    }

    /**
     * Listens for a guest that did so elsewhere, where another process of this user's still may: a predecessor on this
     * machine that has lost the test-and-set and does not know it yet, because it is stopped. New connections come here,
     * not there: Linux prefers a socket of IPv4 to one of IPv6 that stands for an IPv4 address, which is what
     * {@link #listen} makes. Of a predecessor that has been a successor in this way the port cannot be had.
     */
    public byte[] takeOver(Network.OpenListener l) {
        return listen(l.id, l.backlog, l.accepted, decode(l.binding), true);
    }

    private byte[] listen(long listener, int backlog, long accepted, Binding binding, boolean successor) {
        ServerSocketChannel channel = null;
        try {
            channel = bound(successor, binding, new Attempts<>() {
                @Override
                public ServerSocketChannel alone(Binding b) throws IOException {
                    return sockets.listen(b, backlog);
                }

                @Override
                public ServerSocketChannel beside() throws IOException {
                    return sockets.listenBeside(binding, backlog);
                }
            });
            SocketAddress address = channel.getLocalAddress();
            Channel c = binding.isUnix() ? new UnixServerChannel(channel) : new LightServerChannel(channel);
            HostListener l = new HostListener(this, listener, backlog, accepted, c);
            c.pipeline().addLast(l);
            listeners.put(listener, l);
            loop.register(c);
            return answer(address);
        } catch (Exception e) {
            HostSockets.closeQuietly(channel);
            return Failures.encode(e);
        }
    }

    @Override
    public byte[] bind(long socket, byte[] binding) {
        return bind(socket, decode(binding), false, 0);
    }

    /** Binds for a guest that was bound elsewhere, like {@link #takeOver(Network.OpenListener)}. */
    public byte[] takeOver(Network.OpenDatagrams d) {
        byte[] result = bind(d.id, decode(d.binding), true, d.consumed);
        InetSocketAddress peer = Addresses.decodeInternet(ByteBuffer.wrap(d.peer));
        HostDatagrams endpoint = endpoints.get(d.id);
        if (endpoint != null && peer != null) {
            execute(() -> endpoint.peer(peer));
        }
        return result;
    }

    private byte[] bind(long socket, Binding binding, boolean successor, long consumed) {
        DatagramChannel channel = null;
        try {
            channel = bound(successor, binding, new Attempts<>() {
                @Override
                public DatagramChannel alone(Binding b) throws IOException {
                    return sockets.bind(b);
                }

                @Override
                public DatagramChannel beside() throws IOException {
                    return sockets.bindBeside(binding);
                }
            });
            channel.configureBlocking(false);
            byte[] result = answer(channel.getLocalAddress());
            HostDatagrams d = new HostDatagrams(this, socket, channel, consumed);
            endpoints.put(socket, d);
            loop.register(channel, HostDatagrams.FIRST_INTEREST, d);
            return result;
        } catch (Exception e) {
            HostSockets.closeQuietly(channel);
            return Failures.encode(e);
        }
    }

    @Override
    public byte[] route(byte[] remote, byte[] binding) {
        try {
            return answer(sockets.route(Addresses.decode(ByteBuffer.wrap(remote)), decode(binding)));
        } catch (Exception e) {
            return Failures.encode(e);
        }
    }

    private static Binding decode(byte[] binding) {
        return Binding.decode(ByteBuffer.wrap(binding));
    }

    private static byte[] answer(SocketAddress address) {
        byte[] encoded = Addresses.encode(address);
        return ByteBuffer.allocate(1 + encoded.length)
                .put((byte) Failures.NONE)
                .put(encoded)
                .array();
    }

    /** The ways to a bound socket. */
    private interface Attempts<C> {
        C alone(Binding binding) throws IOException;

        C beside() throws IOException;
    }

    private <C> C bound(boolean successor, Binding binding, Attempts<C> attempts) throws IOException {
        if (!successor) {
            return bindWhenFree(binding, attempts);
        }
        try {
            return attempts.alone(isOurs(binding.address()) ? binding : binding.without(OptionNumbers.REUSE_PORT));
        } catch (IOException e) {
            return attempts.beside();
        }
    }

    /** Whether it shares its port with another socket of the guest's, and not with the predecessor. */
    private boolean isOurs(SocketAddress address) {
        for (HostListener l : listeners.values()) {
            SocketAddress a = l.channel().localAddress();
            if (a instanceof InetSocketAddress
                    && address instanceof InetSocketAddress
                    && ((InetSocketAddress) a).getPort() == ((InetSocketAddress) address).getPort()) {
                return true;
            }
        }
        return false;
    }

    /** Waits for a NET_UNLISTEN or NET_UNBIND that may be on its way. */
    private <C> C bindWhenFree(Binding binding, Attempts<C> attempts) throws IOException {
        long deadline = System.nanoTime() + UNLISTEN_NANOS;
        for (; ; ) {
            // Asked first: if it ends meanwhile, there is one try too many and not one too few.
            boolean mayEnd = isAnyClosing() && System.nanoTime() < deadline;
            try {
                return attempts.alone(binding);
            } catch (BindException e) {
                if (!mayEnd) {
                    throw e;
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean isAnyClosing() {
        for (HostListener l : listeners.values()) {
            if (l.isClosing()) {
                return true;
            }
        }
        for (HostDatagrams d : endpoints.values()) {
            if (d.isClosing()) {
                return true;
            }
        }
        return false;
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
        HostConnection c = connections.get(o.id);
        switch (o.kind) {
            case Outputs.NET_CONNECT:
                connect(o.id, ByteBuffer.wrap(o.bytes));
                break;
            case Outputs.NET_UNLISTEN:
                unlisten(o.id, ByteBuffer.wrap(o.bytes).getLong());
                break;
            case Outputs.NET_DATAGRAM:
            case Outputs.NET_PEER:
            case Outputs.NET_UNBIND:
                HostDatagrams d = endpoints.get(o.id);
                if (d != null) {
                    carryOut(o, d);
                }
                break;
            default:
                if (c != null) {
                    carryOut(o, c);
                }
                break;
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
            case Outputs.NET_OPTION:
                c.setOption(o.bytes[0], ByteBuffer.wrap(o.bytes).getInt(1));
                break;
            default:
                throw new IllegalArgumentException("not an output of the network device");
        }
    }

    private void carryOut(Output o, HostDatagrams d) {
        ByteBuffer bytes = ByteBuffer.wrap(o.bytes);
        switch (o.kind) {
            case Outputs.NET_DATAGRAM:
                d.send(Addresses.decodeInternet(bytes), bytes);
                break;
            case Outputs.NET_PEER:
                d.peer(Addresses.decodeInternet(bytes));
                break;
            default:
                d.close();
                endpoints.remove(o.id);
                break;
        }
    }

    private void connect(long id, ByteBuffer bytes) {
        SocketAddress remote = Addresses.decode(bytes);
        Binding binding = Binding.decode(bytes);
        HostConnection c;
        try {
            SocketChannel channel = sockets.open(binding);
            c = new HostConnection(
                    this,
                    id,
                    binding.isUnix() ? new UnixSocketChannel(null, channel) : new LightSocketChannel(null, channel));
        } catch (IOException e) {
            post(Interrupts.NET_CONNECTED, id, Failures.encode(e));
            return;
        }
        open(c);
        c.connect(remote, binding);
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
            return;
        }
        HostDatagrams d = endpoints.get(id);
        if (d != null) {
            d.consumed(value);
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
                endpoints.values().forEach(HostDatagrams::close);
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

    ByteBuffer datagramBuffer() {
        return datagramBuffer;
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
