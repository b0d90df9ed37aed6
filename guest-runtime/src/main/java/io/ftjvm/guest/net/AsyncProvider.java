package io.ftjvm.guest.net;

import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.IllegalChannelGroupException;
import java.nio.channels.ShutdownChannelGroupException;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/** Makes the guest's asynchronous channels and their groups. */
final class AsyncProvider extends AsynchronousChannelProvider {
    static final AsyncProvider INSTANCE = new AsyncProvider();

    private AsyncGroup defaultGroup;

    private AsyncProvider() {}

    @Override
    public AsynchronousChannelGroup openAsynchronousChannelGroup(int threads, ThreadFactory factory) {
        return AsyncGroup.fixed(threads, factory);
    }

    @Override
    public AsynchronousChannelGroup openAsynchronousChannelGroup(ExecutorService executor, int initialSize) {
        return AsyncGroup.of(executor, initialSize);
    }

    @Override
    public AsynchronousServerSocketChannel openAsynchronousServerSocketChannel(AsynchronousChannelGroup group) {
        return new AsyncServerChannel(ours(group));
    }

    @Override
    public AsynchronousSocketChannel openAsynchronousSocketChannel(AsynchronousChannelGroup group) {
        return new AsyncSocketChannel(ours(group));
    }

    private AsyncGroup ours(AsynchronousChannelGroup group) {
        if (group == null) {
            if (defaultGroup == null) {
                defaultGroup = AsyncGroup.ofDaemons();
            }
            return defaultGroup;
        }
        if (!(group instanceof AsyncGroup)) {
            throw new IllegalChannelGroupException();
        }
        if (group.isShutdown()) {
            throw new ShutdownChannelGroupException();
        }
        return (AsyncGroup) group;
    }
}
