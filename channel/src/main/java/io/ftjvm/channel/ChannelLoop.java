package io.ftjvm.channel;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.io.Closeable;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;

/** The one daemon thread of the logging channel, with Netty's NIO transport on the host's own sockets. */
public final class ChannelLoop implements Closeable {
    private final SelectorProvider provider;
    private final NioEventLoopGroup group;

    /**
     * Starts the thread.
     *
     * @param provider the host's; the JVM's default may be the guest's
     */
    public ChannelLoop(SelectorProvider provider) {
        this.provider = provider;
        SilentLoggers.install();
        ThreadPerTaskExecutor threads = new ThreadPerTaskExecutor(task -> {
            Thread thread = new Thread(null, task, "ftjvm-channel", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        group = new NioEventLoopGroup(1, threads, provider, DefaultSelectStrategyFactory.INSTANCE);
    }

    EventLoop loop() {
        return group.next();
    }

    ServerBootstrap server() {
        return new ServerBootstrap()
                .group(group)
                .channelFactory(() -> new NioServerSocketChannel(provider))
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 << 10, 1 << 20));
    }

    Bootstrap client() {
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> new NioSocketChannel(provider))
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    /** Closes every connection and ends the thread. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
