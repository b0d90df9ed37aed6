package io.ftjvm.agent.net;

import io.ftjvm.guest.net.Binding;
import io.ftjvm.guest.net.OptionNumbers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;

/** Makes and binds the real sockets. Any thread. */
final class HostSockets {
    private final SelectorProvider provider = SelectorProvider.provider();

    SelectorProvider provider() {
        return provider;
    }

    /** A socket that listens at {@code b}. */
    ServerSocketChannel listen(Binding b, int backlog) throws IOException {
        ServerSocketChannel c = serverChannel(b.family());
        try {
            if (!b.isUnix()) {
                // As the JDK's own server sockets on Unix; without it a restart would wait for old connections to time
                // out.
                c.setOption(StandardSocketOptions.SO_REUSEADDR, b.option(OptionNumbers.REUSE_ADDRESS, 1) != 0);
            }
            setOptions(c, b);
            c.bind(b.address(), backlog);
            if (!b.isUnix()) {
                // After the fact, so that a port that is in use is an error; for a successor's listenBeside.
                c.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return c;
        } catch (IOException | RuntimeException e) {
            closeQuietly(c);
            throw e;
        }
    }

    /** The same beside a predecessor that keeps the port, see {@link NettyNetwork#takeOver}. */
    ServerSocketChannel listenBeside(Binding b, int backlog) throws IOException {
        if (b.isUnix()) {
            removeFile(b);
            return listen(b, backlog);
        }
        ServerSocketChannel c = serverChannel(StandardProtocolFamily.INET);
        try {
            c.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            c.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            setOptions(c, b);
            return c.bind(b.address(), backlog);
        } catch (IOException | RuntimeException e) {
            closeQuietly(c);
            throw e;
        }
    }

    /** The file is the lost predecessor's; whoever has it open keeps it, but no one will find it. */
    private static void removeFile(Binding b) throws IOException {
        Files.deleteIfExists(((UnixDomainSocketAddress) b.address()).getPath());
    }

    /** A datagram socket bound to {@code b}. */
    DatagramChannel bind(Binding b) throws IOException {
        return bind(datagramChannel(b.family()), b, false);
    }

    /** The same beside a predecessor that keeps the port: Linux prefers sockets of IPv4 for datagrams too. */
    DatagramChannel bindBeside(Binding b) throws IOException {
        return bind(datagramChannel(StandardProtocolFamily.INET), b, true);
    }

    private static DatagramChannel bind(DatagramChannel c, Binding b, boolean beside) throws IOException {
        try {
            setOptions(c, b);
            if (beside) {
                c.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            c.bind(b.address());
            c.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            return c;
        } catch (IOException | RuntimeException e) {
            closeQuietly(c);
            throw e;
        }
    }

    /** The local address that leads from a socket bound to {@code b} to {@code remote}; its port means nothing. */
    SocketAddress route(SocketAddress remote, Binding b) throws IOException {
        InetAddress from = ((InetSocketAddress) b.address()).getAddress();
        try (DatagramChannel c = datagramChannel(b.family())) {
            if (b.option(OptionNumbers.BROADCAST, 0) != 0) {
                c.setOption(StandardSocketOptions.SO_BROADCAST, true);
            }
            c.bind(new InetSocketAddress(from, 0));
            return c.connect(remote).getLocalAddress();
        }
    }

    /** A socket to connect with, unbound. */
    SocketChannel open(Binding b) throws IOException {
        SocketChannel c = b.family() == null ? provider.openSocketChannel() : provider.openSocketChannel(b.family());
        try {
            setOptions(c, b);
            return c;
        } catch (IOException | RuntimeException e) {
            closeQuietly(c);
            throw e;
        }
    }

    private ServerSocketChannel serverChannel(ProtocolFamily family) throws IOException {
        return family == null ? provider.openServerSocketChannel() : provider.openServerSocketChannel(family);
    }

    private DatagramChannel datagramChannel(ProtocolFamily family) throws IOException {
        return family == null ? provider.openDatagramChannel() : provider.openDatagramChannel(family);
    }

    private static void setOptions(NetworkChannel c, Binding b) throws IOException {
        for (int i = 0; i < b.options(); i++) {
            setOption(c, b.optionNumber(i), b.optionValue(i));
        }
    }

    /**
     * Sets an option of the guest's, if the socket has it. How long to linger is not for the socket, which never blocks, but
     * for {@link HostConnection#close}.
     */
    static void setOption(NetworkChannel c, int number, int value) throws IOException {
        SocketOption<?> option = OptionNumbers.option(number);
        if (number != OptionNumbers.LINGER && c.supportedOptions().contains(option)) {
            set(c, option, OptionNumbers.value(number, value));
        }
    }

    private static <T> void set(NetworkChannel c, SocketOption<T> option, Object value) throws IOException {
        c.setOption(option, option.type().cast(value));
    }

    static void closeQuietly(NetworkChannel c) {
        if (c == null) {
            return;
        }
        try {
            c.close();
        } catch (IOException e) {
            // The failure that led here is the one to report.
            return;
        }
    }
}
