package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;

/** Makes the guest's channels, selectors and pipes. */
final class VirtualSelectorProvider extends SelectorProvider {
    static final VirtualSelectorProvider INSTANCE = new VirtualSelectorProvider();

    private VirtualSelectorProvider() {}

    private static void check(ProtocolFamily family) {
        Objects.requireNonNull(family, "'family' is null");
        if (!(family instanceof StandardProtocolFamily)) {
            throw new UnsupportedOperationException("Protocol family not supported");
        }
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        return new VirtualDatagramChannel(this, StandardProtocolFamily.INET6, true);
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        check(family);
        if (family == StandardProtocolFamily.UNIX) {
            throw new UnsupportedOperationException("Protocol family not supported");
        }
        return new VirtualDatagramChannel(this, family, true);
    }

    @Override
    public Pipe openPipe() {
        return new VirtualPipe(this);
    }

    @Override
    public AbstractSelector openSelector() {
        return new VirtualSelector(this);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        return new VirtualServerSocketChannel(this, StandardProtocolFamily.INET6);
    }

    @Override
    public SocketChannel openSocketChannel() {
        return new VirtualSocketChannel(this, StandardProtocolFamily.INET6);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        check(family);
        return new VirtualServerSocketChannel(this, family);
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        check(family);
        return new VirtualSocketChannel(this, family);
    }

    /** Inherited sockets belong to the process, not to the guest: there are none. */
    @Override
    public Channel inheritedChannel() {
        return null;
    }
}
