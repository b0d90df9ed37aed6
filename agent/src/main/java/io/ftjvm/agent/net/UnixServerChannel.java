package io.ftjvm.agent.net;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.AbstractNioMessageChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** The server's side of {@link UnixSocketChannel}, over a socket that is bound already. */
final class UnixServerChannel extends AbstractNioMessageChannel implements ServerChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final Config config = new Config();

    UnixServerChannel(ServerSocketChannel bound) {
        super(null, bound, SelectionKey.OP_ACCEPT);
    }

    private ServerSocketChannel serverChannel() {
        return (ServerSocketChannel) javaChannel();
    }

    @Override
    protected ChannelId newId() {
        return new LightChannelId();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isActive() {
        return isOpen();
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        SocketChannel channel = serverChannel().accept();
        if (channel == null) {
            return 0;
        }
        accepted.add(new UnixSocketChannel(this, channel));
        return 1;
    }

    @Override
    protected SocketAddress localAddress0() {
        try {
            return serverChannel().getLocalAddress();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return null;
    }

    /** As for {@link LightServerChannel}; the file stays, as it does with the JDK. */
    @Override
    protected void doClose() throws Exception {
        serverChannel().close();
        selectionKey().selector().selectNow();
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected boolean doConnect(SocketAddress remote, SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doFinishConnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected boolean doWriteMessage(Object message, ChannelOutboundBuffer in) {
        throw new UnsupportedOperationException();
    }

    private final class Config extends DefaultChannelConfig {
        Config() {
            super(UnixServerChannel.this, new ServerChannelRecvByteBufAllocator());
        }

        @Override
        protected void autoReadCleared() {
            clearReadPending();
        }
    }
}
