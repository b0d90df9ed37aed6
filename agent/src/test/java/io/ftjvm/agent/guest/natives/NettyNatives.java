package io.ftjvm.agent.guest.natives;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Netty looks for its native transport and for OpenSSL, and does without them. */
public final class NettyNatives {
    public static void main(String[] args) throws Exception {
        System.out.println("epoll " + Epoll.isAvailable() + ", OpenSSL " + OpenSsl.isAvailable() + ", default "
                + SslContext.defaultClientProvider());
        EventLoopGroup group = new NioEventLoopGroup(2);
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(handler(new Echo()))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Channel client = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(handler(new Take(answer)))
                .connect(server.localAddress())
                .sync()
                .channel();
        client.writeAndFlush(client.alloc().buffer().writeBytes("hello".getBytes(StandardCharsets.UTF_8)))
                .sync();
        System.out.println("answer " + answer.get());
        client.close().sync();
        server.close().sync();
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    }

    private static ChannelInitializer<Channel> handler(SimpleChannelInboundHandler<ByteBuf> one) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel c) {
                c.pipeline().addLast(one);
            }
        };
    }

    /** Sends back what comes. */
    private static final class Echo extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext c, ByteBuf b) {
            c.writeAndFlush(b.retain());
        }
    }

    /** Keeps what comes. */
    private static final class Take extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<String> answer;

        Take(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext c, ByteBuf b) {
            answer.complete(b.toString(StandardCharsets.UTF_8));
        }
    }
}
