package io.ftjvm.agent.net;

import io.ftjvm.guest.net.HostNetwork;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;

/** Netty's NIO socket channel, set up as the network device needs it. */
final class LightSocketChannel extends NioSocketChannel implements HostChannel {
    private static final int FIRST_READ = 2 * 1024;
    private static final int LEAST_READ = 512;

    LightSocketChannel(Channel parent, SocketChannel channel) {
        super(parent, channel);
        // The guest learns of a half-close and decides itself what to do about it.
        config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config().setOption(ChannelOption.TCP_NODELAY, true);
        // How long a connect may take is for the guest's clock to say.
        config().setConnectTimeoutMillis(0);
        config().setRecvByteBufAllocator(readSizes());
    }

    static AdaptiveRecvByteBufAllocator readSizes() {
        return new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, HostNetwork.MAX_CHUNK);
    }

    @Override
    public SocketChannel socketChannel() {
        return javaChannel();
    }

    @Override
    protected ChannelId newId() {
        return new LightChannelId();
    }
}
