package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.channelPair;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.freePort;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.socketPair;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Socket options, and channels seen as sockets. */
public final class OptionsAndAdaptors {
    private OptionsAndAdaptors() {}

    public static void main(String[] args) {
        check("opt socket", () -> {
            Socket[] p = socketPair();
            Socket s = p[0];
            s.setTcpNoDelay(true);
            s.setKeepAlive(true);
            s.setSoLinger(true, 7);
            s.setReuseAddress(true);
            s.setTrafficClass(8);
            s.setSoTimeout(5);
            return s.getTcpNoDelay() + " " + s.getKeepAlive() + s.getSoLinger() + s.getReuseAddress()
                    + s.getTrafficClass() + s.getSoTimeout() + (s.getSendBufferSize() > 0)
                    + (s.getReceiveBufferSize() > 0)
                    + outcome(() -> {
                        s.setSoLinger(false, 0);
                        return s.getSoLinger();
                    })
                    + outcome(() -> {
                        s.setSendBufferSize(0);
                        return null;
                    })
                    + outcome(() -> {
                        s.setSoTimeout(-1);
                        return null;
                    });
        });
        check("opt channel", () -> {
            SocketChannel c = SocketChannel.open();
            c.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return c.getOption(StandardSocketOptions.TCP_NODELAY) + " " + c.getOption(StandardSocketOptions.SO_LINGER)
                    + c.getOption(StandardSocketOptions.SO_KEEPALIVE)
                    + outcome(() -> c.setOption(StandardSocketOptions.SO_RCVBUF, -1))
                    + outcome(() -> c.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1))
                    + outcome(() -> c.setOption(StandardSocketOptions.TCP_NODELAY, null))
                    + outcome(() -> c.setOption(null, 1));
        });
        check("opt server", () -> {
            ServerSocket s = new ServerSocket();
            return s.getReuseAddress() + " " + s.getSoTimeout() + (s.getReceiveBufferSize() > 0)
                    + ServerSocketChannel.open().getOption(StandardSocketOptions.SO_REUSEADDR);
        });
        check("opt names", () -> {
            List<String> l = new ArrayList<>();
            for (SocketOption<?> o : new Socket().supportedOptions()) l.add(o.name());
            return l.containsAll(List.of(
                    "SO_RCVBUF", "SO_SNDBUF", "SO_REUSEADDR", "SO_KEEPALIVE", "SO_LINGER", "TCP_NODELAY", "IP_TOS"));
        });
        check("ad streams", () -> {
            SocketChannel[] p = channelPair();
            p[0].socket().getOutputStream().write(ascii("hey"));
            byte[] b = new byte[5];
            return p[1].socket().getInputStream().read(b) + " " + p[1].socket().isConnected()
                    + p[0].socket().getChannel().equals(p[0]) + (p[0].socket() == p[0].socket())
                    + p[0].socket().getInetAddress();
        });
        check("ad timeout", () -> {
            SocketChannel[] p = channelPair();
            p[0].socket().setSoTimeout(50);
            return outcome(() -> p[0].socket().getInputStream().read()) + p[0].isOpen();
        });
        check("ad nonblocking", () -> {
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            return outcome(() -> p[0].socket().getInputStream().read())
                    + outcome(() -> {
                        p[0].socket().getOutputStream().write(1);
                        return null;
                    });
        });
        check("ad connect", () -> {
            try (ServerSocketChannel s = ServerSocketChannel.open()) {
                s.socket().bind(new InetSocketAddress(LOOPBACK, 0));
                SocketChannel c = SocketChannel.open();
                c.socket().connect(s.getLocalAddress(), 1000);
                return c.isConnected() + " " + s.socket().accept().isConnected()
                        + s.socket().isBound() + (s.socket().getLocalPort() > 0)
                        + s.socket().getInetAddress()
                        + (s.socket().getLocalSocketAddress().equals(s.getLocalAddress()));
            }
        });
        check("ad refused", () -> {
            int q = freePort();
            SocketChannel c = SocketChannel.open();
            return outcome(() -> {
                        c.socket().connect(new InetSocketAddress(LOOPBACK, q), 1000);
                        return null;
                    })
                    + c.isOpen();
        });
        check("ad unresolved", () -> {
            SocketChannel c = SocketChannel.open();
            return outcome(() -> {
                        c.socket().connect(InetSocketAddress.createUnresolved("x.invalid", 5));
                        return null;
                    })
                    .startsWith("java.net.UnknownHostException");
        });
        check("ad accept timeout", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            s.socket().setSoTimeout(50);
            return s.socket().accept();
        });
        check("ad accept nonblocking", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            s.configureBlocking(false);
            return s.socket().accept();
        });
        check("ad closed", () -> {
            SocketChannel[] p = channelPair();
            Socket s = p[0].socket();
            InputStream i = s.getInputStream();
            s.close();
            return s.isClosed() + " " + p[0].isOpen() + outcome(() -> i.read()) + outcome(() -> s.getInputStream())
                    + outcome(() -> s.getSoTimeout())
                    + outcome(() -> {
                        s.setTcpNoDelay(true);
                        return null;
                    });
        });
        check("ad close in read", () -> {
            SocketChannel[] p = channelPair();
            return during(
                    100,
                    () -> {
                        p[0].close();
                        return null;
                    },
                    () -> p[0].socket().getInputStream().read());
        });
        check("ad half", () -> {
            SocketChannel[] p = channelPair();
            p[0].socket().shutdownOutput();
            return p[1].socket().getInputStream().read() + " " + p[0].socket().isOutputShutdown()
                    + outcome(() -> p[0].socket().getOutputStream())
                    + p[0].socket().toString().replaceAll("\\d{4,}", "N");
        });
        check("ad unbound", () -> {
            Socket s = SocketChannel.open().socket();
            return s.getPort() + " " + s.getLocalPort() + s.isBound() + s.getLocalSocketAddress()
                    + s.getRemoteSocketAddress() + s
                    + ServerSocketChannel.open().socket();
        });
        check("ad oob", () -> {
            Socket s = SocketChannel.open().socket();
            s.setOOBInline(true);
            return s.getOOBInline() + " " + s.getSoLinger() + s.getTrafficClass();
        });
    }
}
