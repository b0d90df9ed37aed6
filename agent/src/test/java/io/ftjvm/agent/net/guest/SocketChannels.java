package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.channelPair;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.freePort;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.text;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Socket channels, blocking and not: what they do, what they throw and when. */
public final class SocketChannels {
    private SocketChannels() {}

    public static void main(String[] args) {
        check("ch echo", () -> {
            SocketChannel[] p = channelPair();
            p[0].write(new ByteBuffer[] {buffer("ab"), buffer(""), buffer("cde")});
            ByteBuffer b = ByteBuffer.allocateDirect(3);
            ByteBuffer c = ByteBuffer.allocate(10);
            Thread.sleep(50);
            long n = p[1].read(new ByteBuffer[] {b, c});
            return n + text(b) + "," + text(c);
        });
        check("ch nonblocking read", () -> {
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            ByteBuffer b = ByteBuffer.allocate(4);
            int n = p[0].read(b);
            p[1].close();
            Thread.sleep(100);
            return n + " " + p[0].read(b) + " " + p[0].read(b);
        });
        check("ch zero", () -> {
            SocketChannel[] p = channelPair();
            return p[0].read(ByteBuffer.allocate(0)) + " " + p[0].write(ByteBuffer.allocate(0));
        });
        check("ch readonly", () -> {
            SocketChannel[] p = channelPair();
            return p[0].read(ByteBuffer.allocate(1).asReadOnlyBuffer());
        });
        check("ch readonly write", () -> {
            SocketChannel[] p = channelPair();
            p[0].write(buffer("xyz").asReadOnlyBuffer());
            ByteBuffer b = ByteBuffer.allocate(5);
            p[1].read(b);
            return text(b);
        });
        check("ch not connected", () -> {
            SocketChannel c = SocketChannel.open();
            return outcome(() -> c.read(buffer("x")))
                    + outcome(() -> c.write(buffer("x")))
                    + outcome(() -> c.finishConnect())
                    + outcome(() -> c.shutdownInput())
                    + c.getLocalAddress()
                    + c.getRemoteAddress()
                    + c.isConnected()
                    + c;
        });
        check("ch closed", () -> {
            SocketChannel[] p = channelPair();
            p[0].close();
            return outcome(() -> p[0].read(buffer("x")))
                    + outcome(() -> p[0].write(buffer("x")))
                    + outcome(() -> p[0].getLocalAddress())
                    + outcome(() -> p[0].configureBlocking(false))
                    + p[0];
        });
        check("ch interrupt read", () -> {
            SocketChannel[] p = channelPair();
            Thread[] th = new Thread[1];
            return during(
                    100,
                    () -> {
                        th[0].interrupt();
                        return null;
                    },
                    () -> {
                        th[0] = Thread.currentThread();
                        String r = outcome(() -> p[0].read(ByteBuffer.allocate(1)));
                        return r + Thread.currentThread().isInterrupted() + p[0].isOpen();
                    });
        });
        check("ch interrupted before read", () -> {
            SocketChannel[] p = channelPair();
            p[1].write(buffer("x"));
            Thread.sleep(50);
            Thread.currentThread().interrupt();
            String r = outcome(() -> p[0].read(ByteBuffer.allocate(1)));
            return r + Thread.interrupted() + p[0].isOpen();
        });
        check("ch interrupted nonblocking read", () -> {
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            Thread.currentThread().interrupt();
            String r = outcome(() -> p[0].read(ByteBuffer.allocate(1)));
            return r + Thread.interrupted() + p[0].isOpen();
        });
        check("ch close in read", () -> {
            SocketChannel[] p = channelPair();
            return during(
                    100,
                    () -> {
                        p[0].close();
                        return null;
                    },
                    () -> p[0].read(ByteBuffer.allocate(1)));
        });
        check("ch close in write", () -> {
            SocketChannel[] p = channelPair();
            return during(
                    300,
                    () -> {
                        p[0].close();
                        return null;
                    },
                    () -> {
                        for (; ; ) p[0].write(ByteBuffer.allocate(100000));
                    });
        });
        check("ch interrupt accept", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            Thread[] th = new Thread[1];
            return during(
                            100,
                            () -> {
                                th[0].interrupt();
                                return null;
                            },
                            () -> {
                                th[0] = Thread.currentThread();
                                return s.accept();
                            })
                    + s.isOpen();
        });
        check("ch close accept", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            return during(
                    100,
                    () -> {
                        s.close();
                        return null;
                    },
                    () -> s.accept());
        });
        check("ch shutdown wakes", () -> {
            SocketChannel[] p = channelPair();
            return during(100, () -> p[0].shutdownInput(), () -> p[0].read(ByteBuffer.allocate(1)));
        });
        check("ch half close", () -> {
            SocketChannel[] p = channelPair();
            p[0].shutdownOutput();
            ByteBuffer b = ByteBuffer.allocate(4);
            int e = p[1].read(b);
            p[1].write(buffer("q"));
            int n = p[0].read(b);
            return e + " " + n + outcome(() -> p[0].write(buffer("x")));
        });
        check("ch write shutdown nonblocking", () -> {
            SocketChannel[] p = channelPair();
            p[0].shutdownOutput();
            p[0].configureBlocking(false);
            return outcome(() -> p[0].write(buffer("x"))).contains("Clos");
        });
        check("ch connect refused", () -> {
            int q = freePort();
            SocketChannel c = SocketChannel.open();
            return outcome(() -> c.connect(new InetSocketAddress(LOOPBACK, q))) + c.isOpen();
        });
        check("ch connect nonblocking", () -> {
            try (ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
                SocketChannel c = SocketChannel.open();
                c.configureBlocking(false);
                c.connect(s.getLocalAddress());
                for (int i = 0; i < 500 && !c.finishConnect(); i++) Thread.sleep(5);
                return c.isConnected() + " " + c.finishConnect() + outcome(() -> c.connect(s.getLocalAddress()))
                        + c.getRemoteAddress().equals(s.getLocalAddress());
            }
        });
        check("ch refused nonblocking", () -> {
            int q = freePort();
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            return outcome(() -> {
                        c.connect(new InetSocketAddress(LOOPBACK, q));
                        for (int i = 0; i < 500; i++) {
                            c.finishConnect();
                            Thread.sleep(5);
                        }
                        return null;
                    })
                    + c.isOpen();
        });
        check("ch unresolved", () -> SocketChannel.open().connect(InetSocketAddress.createUnresolved("x.invalid", 1)));
        check("ch bind", () -> {
            ServerSocketChannel s = ServerSocketChannel.open();
            return outcome(() -> s.accept())
                    + s.getLocalAddress()
                    + s.bind(new InetSocketAddress(LOOPBACK, 0))
                            .getLocalAddress()
                            .toString()
                            .replaceAll("\\d{4,}", "N")
                    + outcome(() -> s.bind(null));
        });
        check("ch accept nonblocking", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            s.configureBlocking(false);
            return s.accept();
        });
        check("ch port in use", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            return ServerSocketChannel.open().bind(s.getLocalAddress());
        });
        check("ch nonblocking write fills", () -> {
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            long w = 0;
            int z = 0;
            while (z < 20) {
                int n = p[0].write(ByteBuffer.allocate(65536));
                w += n;
                if (n == 0) {
                    z++;
                    Thread.sleep(10);
                }
            }
            p[0].close();
            long r = 0;
            ByteBuffer b = ByteBuffer.allocate(100000);
            for (int n; (n = p[1].read(b)) >= 0; b.clear()) r += n;
            return (w == r) + " " + (w > 65536);
        });
        check("ch transferFrom/To", () -> {
            SocketChannel[] p = channelPair();
            InputStream in = Channels.newInputStream(p[1]);
            OutputStream out = Channels.newOutputStream(p[0]);
            out.write(ascii("stream"));
            p[0].close();
            return new String(in.readAllBytes());
        });
        check("datagram family", () -> SocketChannel.open(StandardProtocolFamily.INET)
                .isOpen());
    }
}
