package io.ftjvm.agent.net;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.HostNetwork;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** One listener. On the event loop, but for {@link #taken} and {@link #isClosing}. */
final class HostListener extends ChannelInboundHandlerAdapter {
    private static final long RETRY_SECONDS = 1;

    private final NettyNetwork network;
    private final long id;
    private final int backlog;
    private final Channel channel;

    private long accepted;
    private boolean retrying;

    /** Connections the guest's program has taken. */
    private volatile long taken;

    /** Whether the guest is through with it. */
    private volatile boolean closing;

    /** Whether accepting waits for the guest. */
    private volatile boolean paused;

    HostListener(NettyNetwork network, long id, int backlog, long accepted, Channel channel) {
        this.network = network;
        this.id = id;
        this.backlog = Math.max(1, backlog);
        this.accepted = accepted;
        this.taken = accepted;
        this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HostChannel c = (HostChannel) message;
        SocketAddress remote = c.remoteAddress();
        SocketAddress local = c.localAddress();
        if (remote == null || local == null) {
            // Reset before anyone looked at it; it was never there.
            c.unsafe().closeForcibly();
            return;
        }
        accepted++;
        HostConnection connection = new HostConnection(network, network.nextAcceptedId(), c);
        connection.acceptedBy(this, accepted);
        post(connection.id(), Addresses.encode(remote), Addresses.encode(local));
        network.open(connection);
        if (accepted - taken >= backlog) {
            paused = true;
            if (accepted - taken >= backlog) {
                ctx.channel().config().setAutoRead(false);
            } else {
                paused = false;
            }
        }
    }

    private void post(long connection, byte[] remote, byte[] local) {
        byte[] data = ByteBuffer.allocate(8 + remote.length + local.length)
                .putLong(connection)
                .put(remote)
                .put(local)
                .array();
        network.post(Interrupts.NET_ACCEPT, id, data);
    }

    /** The guest's program has taken so many connections in all. Any thread. */
    void taken(long total) {
        if (total == HostNetwork.CLOSING) {
            closing = true;
            return;
        }
        taken = total;
        if (paused) {
            network.execute(this::resume);
        }
    }

    /** True if the guest has closed the listener and NET_UNLISTEN has not come yet. Any thread. */
    boolean isClosing() {
        return closing;
    }

    private void resume() {
        if (accepted - taken < backlog) {
            paused = false;
            if (!retrying) {
                channel.config().setAutoRead(true);
            }
        }
    }

    /** Accepting failed, most likely for want of descriptors: more will be free a little later. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        network.complain("cannot accept on " + channel.localAddress() + ": " + cause.getMessage());
        retrying = true;
        channel.config().setAutoRead(false);
        ctx.executor().schedule(this::retry, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private void retry() {
        retrying = false;
        if (!paused) {
            channel.config().setAutoRead(true);
        }
    }

    Channel channel() {
        return channel;
    }
}
