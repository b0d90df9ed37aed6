package io.ftjvm.agent.net;

import io.netty.channel.ChannelId;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Netty's NIO server channel over a socket that is bound already, so that a failure to bind is known at once. */
final class LightServerChannel extends NioServerSocketChannel {
    LightServerChannel(ServerSocketChannel bound) {
        super(bound);
    }

    /** Frees the port now: the JDK leaves that to the next selection, and the next thing may be to connect to it. */
    @Override
    protected void doClose() throws Exception {
        super.doClose();
        selectionKey().selector().selectNow();
    }

    @Override
    protected ChannelId newId() {
        return new LightChannelId();
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        SocketChannel channel = javaChannel().accept();
        if (channel == null) {
            return 0;
        }
        accepted.add(new LightSocketChannel(this, channel));
        return 1;
    }
}
