package io.ftjvm.agent.net;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.Binding;
import io.ftjvm.guest.net.Failures;
import io.ftjvm.guest.net.HostNetwork;
import io.ftjvm.guest.net.OptionNumbers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One connection. On the event loop, but for {@link #consumed}. */
final class HostConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = new byte[0];

    /** Credit goes back in steps of this size: an interrupt costs a log entry. */
    private static final int CREDIT_STEP = HostNetwork.WINDOW / 8;

    /** How long a peer may take to read what was written before the guest closed; a kernel's patience is of this order. */
    private static final int LINGER_SECONDS = 120;

    private final NettyNetwork network;
    private final long id;
    private final HostChannel channel;

    private HostListener listener;
    private long ordinal;

    private long posted;
    private int credit;
    private boolean connecting;
    private boolean unflushed;
    private int lingerSeconds = LINGER_SECONDS;

    /** The guest, or this side, is through with the connection: nothing is posted any more. */
    private boolean over;

    private volatile long consumed;

    /** Whether reading waits for the guest. */
    private volatile boolean paused;

    HostConnection(NettyNetwork network, long id, HostChannel channel) {
        this.network = network;
        this.id = id;
        this.channel = channel;
        channel.pipeline().addLast(this);
    }

    long id() {
        return id;
    }

    HostChannel channel() {
        return channel;
    }

    void acceptedBy(HostListener l, long number) {
        listener = l;
        ordinal = number;
    }

    /** Whether {@code l} accepted this connection after its first {@code count}. */
    boolean cameAfter(HostListener l, long count) {
        return listener == l && ordinal > count;
    }

    // Connecting

    void connect(SocketAddress remote, Binding binding) {
        SocketAddress local = binding.address();
        lingerSeconds = lingerFor(binding.option(OptionNumbers.LINGER, -1));
        connecting = true;
        ChannelFuture f = local == null ? channel.connect(remote) : channel.connect(remote, local);
        f.addListener(ignored -> connectEnded(f.cause()));
    }

    private void connectEnded(Throwable failure) {
        connecting = false;
        if (over) {
            return;
        }
        SocketAddress remote = channel.remoteAddress();
        SocketAddress local = channel.localAddress();
        if (failure == null && remote != null && local != null) {
            byte[] to = Addresses.encode(remote);
            byte[] from = Addresses.encode(local);
            network.post(
                    Interrupts.NET_CONNECTED,
                    id,
                    ByteBuffer.allocate(1 + to.length + from.length)
                            .put((byte) Failures.NONE)
                            .put(to)
                            .put(from)
                            .array());
            return;
        }
        over = true;
        network.post(Interrupts.NET_CONNECTED, id, Failures.encode(plain(failure)));
        network.forget(this);
        channel.close();
    }

    /** The system's own exception: Netty wraps it to add the address. */
    private static Throwable plain(Throwable e) {
        if (e == null) {
            return new SocketException("Connection reset");
        }
        boolean wrapped = e instanceof IOException && e.getCause() instanceof IOException;
        return wrapped ? e.getCause() : e;
    }

    // In

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            int n = buffer.readableBytes();
            if (over || n == 0) {
                return;
            }
            byte[] bytes = new byte[n];
            buffer.readBytes(bytes);
            posted += n;
            network.post(Interrupts.NET_DATA, id, bytes);
        } finally {
            buffer.release();
        }
        if (isFull()) {
            paused = true;
            if (isFull()) {
                channel.config().setAutoRead(false);
            } else {
                paused = false;
            }
        }
    }

    private boolean isFull() {
        return posted - consumed > HostNetwork.WINDOW;
    }

    /** The guest's program has read so many bytes in all. Any thread. */
    void consumed(long total) {
        consumed = total;
        if (paused) {
            network.execute(this::resume);
        }
    }

    private void resume() {
        if (paused && posted - consumed <= HostNetwork.WINDOW / 2) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !over) {
            network.post(Interrupts.NET_EOF, id, NOTHING);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        lost(cause.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost(null);
    }

    private void lost(String why) {
        if (!over && !connecting) {
            over = true;
            network.post(Interrupts.NET_RESET, id, why == null ? NOTHING : why.getBytes(StandardCharsets.UTF_8));
        }
        if (!connecting) {
            network.forget(this);
            channel.close();
        }
    }

    // Out

    /** Queues bytes; {@link #flush} sends them. */
    void write(byte[] bytes) {
        network.writeBegun();
        channel.write(Unpooled.wrappedBuffer(bytes)).addListener(f -> written(bytes.length, f.cause()));
        if (!unflushed) {
            unflushed = true;
            network.flushLater(this);
        }
    }

    void flush() {
        unflushed = false;
        channel.flush();
    }

    private void written(int n, Throwable failure) {
        network.writeEnded();
        if (failure != null) {
            lost(failure.getMessage());
            return;
        }
        credit += n;
        if (credit >= CREDIT_STEP && !over) {
            network.post(
                    Interrupts.NET_CREDIT,
                    id,
                    ByteBuffer.allocate(4).putInt(credit).array());
            credit = 0;
        }
    }

    /** Sends FIN once everything written before has been sent. */
    void shutdownOutput() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> {
            if (f.isSuccess()) {
                channel.shutdownOutput();
            }
        });
    }

    /** Closes, either at once by reset or when everything written before has been sent. */
    void close(boolean byReset) {
        over = true;
        network.forget(this);
        if (byReset || connecting) {
            reset();
            return;
        }
        ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        sent.addListener(f -> channel.close());
        if (!sent.isDone()) {
            // Bytes for a guest that is gone are read and dropped, lest a full pipe keep the peer from reading.
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(this::reset, lingerSeconds, TimeUnit.SECONDS);
        }
    }

    private void reset() {
        if (channel.isOpen()) {
            try {
                channel.socketChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // The other end will find the connection ended rather than reset.
                channel.close();
                return;
            }
            channel.close();
        }
    }

    /** A socket option of the guest's. */
    void setOption(int number, int value) {
        if (number == OptionNumbers.LINGER) {
            lingerSeconds = lingerFor(value);
            return;
        }
        try {
            HostSockets.setOption(channel.socketChannel(), number, value);
        } catch (IOException e) {
            // It is lost, which its handler is about to learn; or the system knows better.
            return;
        }
    }

    /** Zero is another matter: the guest's side resets by itself. */
    private static int lingerFor(int option) {
        return option <= 0 ? LINGER_SECONDS : option;
    }
}
