package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.text;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.TreeSet;

/** Unix domain sockets. Argument: where the sockets may be, a prefix of their paths. */
public final class UnixSockets {
    private static int sockets;

    private UnixSockets() {}

    private static UnixDomainSocketAddress address(String prefix) {
        return UnixDomainSocketAddress.of(prefix + ++sockets);
    }

    private static SocketChannel[] pair(String prefix) throws IOException {
        try (ServerSocketChannel s = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            s.bind(address(prefix));
            SocketChannel c = SocketChannel.open(s.getLocalAddress());
            return new SocketChannel[] {c, s.accept()};
        }
    }

    private static String read(SocketChannel c) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(1000);
        int n = c.read(b);
        return n + text(b);
    }

    public static void main(String[] args) {
        String prefix = args[0];
        check("talk", () -> {
            SocketChannel[] p = pair(prefix);
            p[0].write(buffer("there"));
            String there = read(p[1]);
            p[1].write(buffer("and back"));
            return there + read(p[0]) + p[0].isConnected();
        });
        check("addresses", () -> {
            ServerSocketChannel s = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            String unbound = s.getLocalAddress() + " ";
            UnixDomainSocketAddress a = address(prefix);
            s.bind(a);
            SocketChannel c = SocketChannel.open(a);
            SocketChannel d = s.accept();
            return unbound + s.getLocalAddress().equals(a)
                    + c.getRemoteAddress().equals(a) + "[" + c.getLocalAddress() + "]"
                    + d.getLocalAddress().equals(a) + "[" + d.getRemoteAddress() + "]";
        });
        check("client with a name", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(prefix));
            UnixDomainSocketAddress name = address(prefix);
            SocketChannel c = SocketChannel.open(StandardProtocolFamily.UNIX).bind(name);
            c.connect(s.getLocalAddress());
            return c.getLocalAddress().equals(name) + " "
                    + s.accept().getRemoteAddress().equals(name);
        });
        check("end", () -> {
            SocketChannel[] p = pair(prefix);
            p[0].write(buffer("last"));
            p[0].shutdownOutput();
            String last = read(p[1]) + read(p[1]);
            p[1].write(buffer("still"));
            p[1].close();
            return last + read(p[0]) + read(p[0]);
        });
        check("many bytes", () -> {
            SocketChannel[] p = pair(prefix);
            ByteBuffer out = ByteBuffer.allocate(1_000_000);
            for (int i = 0; i < out.capacity(); i++) {
                out.put(i, (byte) (i * 3));
            }
            Checks.start(() -> p[0].write(out));
            ByteBuffer in = ByteBuffer.allocate(out.capacity());
            while (in.hasRemaining()) {
                p[1].read(in);
            }
            return in.flip().equals(out.flip());
        });
        check("nobody there", () -> SocketChannel.open(address(prefix)));
        check("nobody there any more", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(prefix));
            UnixDomainSocketAddress a = (UnixDomainSocketAddress) s.getLocalAddress();
            s.close();
            return outcome(() -> SocketChannel.open(a))
                    + outcome(() -> ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                            .bind(a));
        });
        check("in use", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(prefix));
            return outcome(() -> ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                            .bind(s.getLocalAddress()))
                    + outcome(() -> s.bind(address(prefix)));
        });
        check("families", () -> {
            SocketChannel c = SocketChannel.open(StandardProtocolFamily.UNIX);
            return outcome(() -> c.connect(new InetSocketAddress(LOOPBACK, 1)))
                    + outcome(() -> SocketChannel.open().connect(address(prefix)))
                    + outcome(() ->
                            SocketChannel.open(StandardProtocolFamily.UNIX).bind(new InetSocketAddress(LOOPBACK, 0)))
                    + outcome(() ->
                            SocketChannel.open(StandardProtocolFamily.UNIX).socket())
                    + outcome(() -> ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                            .socket());
        });
        check("options", () -> {
            SocketChannel c = SocketChannel.open(StandardProtocolFamily.UNIX);
            c.setOption(StandardSocketOptions.SO_SNDBUF, 10_000);
            return c.getOption(StandardSocketOptions.SO_SNDBUF) + " "
                    + outcome(() -> c.setOption(StandardSocketOptions.TCP_NODELAY, true));
        });
        check("select", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(prefix));
            Selector selector = Selector.open();
            s.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            SocketChannel c = SocketChannel.open(s.getLocalAddress());
            int one = selector.select(3000);
            SocketChannel d = s.accept();
            d.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            selector.selectedKeys().clear();
            int none = selector.selectNow();
            c.write(buffer("x"));
            return one + " " + none + selector.select(3000) + read(d) + s.accept();
        });
        check("close in accept", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(prefix));
            return during(
                    100,
                    () -> {
                        s.close();
                        return null;
                    },
                    s::accept);
        });
        check("close in read", () -> {
            SocketChannel[] p = pair(prefix);
            return during(
                    100,
                    () -> {
                        p[0].close();
                        return null;
                    },
                    () -> p[0].read(ByteBuffer.allocate(1)));
        });
        check("crowd", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address(prefix));
            TreeSet<String> got = new TreeSet<>();
            for (int i = 0; i < 10; i++) {
                int k = i;
                Checks.start(() -> SocketChannel.open(s.getLocalAddress()).write(buffer("client " + k)));
            }
            for (int i = 0; i < 10; i++) {
                got.add(read(s.accept()));
            }
            return got;
        });
        // What is still open is closed by the end of the process.
    }
}
