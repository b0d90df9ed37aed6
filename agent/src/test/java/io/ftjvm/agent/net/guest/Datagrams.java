package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.start;
import static io.ftjvm.agent.net.guest.Checks.text;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Datagram channels and sockets. */
public final class Datagrams {
    private Datagrams() {}

    private static DatagramChannel bound() throws IOException {
        return DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    }

    /** What {@code c} receives next, and whether it comes from {@code sender}. */
    private static String received(DatagramChannel c, DatagramChannel sender) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(1000);
        return sender.getLocalAddress().equals(c.receive(b)) + " " + text(b);
    }

    private static DatagramPacket packet(String s, DatagramSocket to) {
        return new DatagramPacket(ascii(s), s.length(), LOOPBACK, to.getLocalPort());
    }

    private static String received(DatagramSocket s, int room) throws IOException {
        DatagramPacket p = new DatagramPacket(new byte[room + 2], 1, room);
        s.receive(p);
        return new String(p.getData(), p.getOffset(), p.getLength()) + p.getLength() + p.getOffset();
    }

    public static void main(String[] args) {
        channels();
        connected();
        selection();
        ending();
        sockets();
        options();
    }

    private static void channels() {
        check("dc send", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            int n = a.send(buffer("hello"), b.getLocalAddress());
            return n + received(b, a);
        });
        check("dc order", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            a.send(buffer("one"), b.getLocalAddress());
            a.send(buffer(""), b.getLocalAddress());
            a.send(buffer("three"), b.getLocalAddress());
            return received(b, a) + received(b, a) + received(b, a);
        });
        check("dc truncated", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            a.send(buffer("0123456789"), b.getLocalAddress());
            a.send(buffer("next"), b.getLocalAddress());
            ByteBuffer small = ByteBuffer.allocateDirect(4);
            b.receive(small);
            return text(small) + received(b, a);
        });
        check("dc unbound", () -> {
            DatagramChannel a = DatagramChannel.open();
            DatagramChannel b = bound();
            String before = a.getLocalAddress() + " ";
            a.send(buffer("x"), b.getLocalAddress());
            b.receive(ByteBuffer.allocate(1));
            return before + (a.getLocalAddress() != null) + a.getRemoteAddress() + a.isConnected();
        });
        check("dc non-blocking", () -> {
            DatagramChannel a = bound();
            a.configureBlocking(false);
            return a.receive(ByteBuffer.allocate(10));
        });
        check("dc too large", () -> {
            DatagramChannel a = bound();
            return a.send(ByteBuffer.allocate(65508), a.getLocalAddress());
        });
        check("dc large", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            byte[] bytes = new byte[60000];
            bytes[59999] = 7;
            int n = a.send(ByteBuffer.wrap(bytes), b.getLocalAddress());
            ByteBuffer to = ByteBuffer.allocate(70000);
            b.receive(to);
            return n + " " + to.position() + " " + to.get(59999);
        });
        check("dc arguments", () -> {
            DatagramChannel a = bound();
            return outcome(() -> a.send(buffer("x"), new InetSocketAddress(LOOPBACK, 0)))
                    + outcome(() -> a.send(buffer("x"), InetSocketAddress.createUnresolved("x.invalid", 5)))
                    + outcome(() -> a.bind(null))
                    + outcome(() -> a.receive(ByteBuffer.allocate(1).asReadOnlyBuffer()))
                    + outcome(() -> DatagramChannel.open(StandardProtocolFamily.UNIX))
                    + outcome(() ->
                            DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress("::1", 0)));
        });
        check("dc in use", () -> {
            DatagramChannel a = bound();
            return outcome(() -> DatagramChannel.open().bind(a.getLocalAddress()));
        });
        check("dc bind again", () -> {
            DatagramChannel a = bound();
            InetSocketAddress to = (InetSocketAddress) a.getLocalAddress();
            a.close();
            DatagramChannel b = DatagramChannel.open().bind(to);
            bound().send(buffer("again"), to);
            ByteBuffer in = ByteBuffer.allocate(10);
            b.receive(in);
            return text(in);
        });
    }

    private static void connected() {
        check("dc connected", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            DatagramChannel c = bound();
            a.connect(b.getLocalAddress());
            c.send(buffer("stranger"), a.getLocalAddress());
            b.send(buffer("friend"), a.getLocalAddress());
            ByteBuffer in = ByteBuffer.allocate(10);
            int n = a.read(in);
            a.write(buffer("back"));
            return n
                    + text(in)
                    + received(b, a)
                    + a.isConnected()
                    + a.getRemoteAddress().equals(b.getLocalAddress())
                    + outcome(() -> a.connect(b.getLocalAddress()))
                    + outcome(() -> a.send(buffer("x"), c.getLocalAddress()))
                    + a.send(buffer("y"), b.getLocalAddress());
        });
        check("dc scatter", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            a.connect(b.getLocalAddress());
            b.connect(a.getLocalAddress());
            long n = a.write(new ByteBuffer[] {buffer("abc"), buffer("de"), buffer("f")});
            ByteBuffer x = ByteBuffer.allocate(2);
            ByteBuffer y = ByteBuffer.allocate(9);
            return n + " " + b.read(new ByteBuffer[] {x, y}) + text(x) + text(y);
        });
        check("dc disconnect", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            InetSocketAddress at = (InetSocketAddress) a.getLocalAddress();
            a.connect(b.getLocalAddress());
            a.disconnect();
            b.send(buffer("anybody"), at);
            return a.isConnected()
                    + received(a, b)
                    + at.equals(a.getLocalAddress())
                    + a.disconnect().isOpen();
        });
        check("dc local address", () -> {
            DatagramChannel a = DatagramChannel.open();
            a.connect(bound().getLocalAddress());
            return ((InetSocketAddress) a.getLocalAddress()).getAddress().equals(LOOPBACK);
        });
        check("dc not connected", () -> {
            DatagramChannel a = bound();
            return outcome(() -> a.read(ByteBuffer.allocate(1))) + outcome(() -> a.write(buffer("x")));
        });
        check("dc unreachable", () -> {
            DatagramChannel b = bound();
            InetSocketAddress gone = (InetSocketAddress) b.getLocalAddress();
            b.close();
            DatagramChannel a = bound();
            a.connect(gone);
            a.write(buffer("x"));
            return outcome(() -> a.read(ByteBuffer.allocate(1)));
        });
    }

    private static void selection() {
        check("dc select", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            b.configureBlocking(false);
            Selector s = Selector.open();
            SelectionKey k = b.register(s, SelectionKey.OP_READ);
            int none = s.selectNow();
            a.send(buffer("x"), b.getLocalAddress());
            int one = s.select(3000);
            boolean readable = k.isReadable();
            b.receive(ByteBuffer.allocate(1));
            s.selectedKeys().clear();
            int after = s.selectNow();
            k.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            return none + " " + one + readable + after + s.select(3000) + k.isWritable() + k.isReadable();
        });
    }

    private static void ending() {
        check("dc close in receive", () -> {
            DatagramChannel a = bound();
            return during(
                    100,
                    () -> {
                        a.close();
                        return null;
                    },
                    () -> a.receive(ByteBuffer.allocate(1)));
        });
        check("dc interrupt in receive", () -> {
            DatagramChannel a = bound();
            String[] result = new String[1];
            Thread t = start(() -> result[0] = outcome(() -> a.receive(ByteBuffer.allocate(1))));
            Thread.sleep(100);
            t.interrupt();
            t.join(3000);
            return result[0] + a.isOpen();
        });
        check("dc closed", () -> {
            DatagramChannel a = bound();
            a.close();
            return outcome(a::getLocalAddress)
                    + refusesAsClosed(() -> a.send(buffer("x"), new InetSocketAddress(LOOPBACK, 9)))
                    + refusesAsClosed(() -> a.receive(ByteBuffer.allocate(1)));
        });
    }

    /** JDK 17 says that it was closed meanwhile. */
    private static boolean refusesAsClosed(Checks.Body body) throws Exception {
        try {
            body.run();
            return false;
        } catch (ClosedChannelException e) {
            return true;
        }
    }

    private static void sockets() {
        check("ds send", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            DatagramSocket b = new DatagramSocket(0, LOOPBACK);
            a.send(packet("hello", b));
            return received(b, 10)
                    + (b.getLocalPort() > 0)
                    + b.isBound()
                    + b.isConnected()
                    + b.getPort()
                    + b.getLocalAddress();
        });
        check("ds packet", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            DatagramSocket b = new DatagramSocket(0, LOOPBACK);
            a.send(packet("hello", b));
            a.send(packet("longer than that", b));
            DatagramPacket p = new DatagramPacket(new byte[8], 8);
            b.receive(p);
            int first = p.getLength();
            b.receive(p);
            return first + " " + p.getLength() + p.getAddress() + (p.getPort() == a.getLocalPort());
        });
        check("ds timeout", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            a.setSoTimeout(50);
            return received(a, 1);
        });
        check("ds close in receive", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            return during(
                    100,
                    () -> {
                        a.close();
                        return null;
                    },
                    () -> received(a, 1));
        });
        check("ds connected", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            DatagramSocket b = new DatagramSocket(0, LOOPBACK);
            DatagramSocket c = new DatagramSocket(0, LOOPBACK);
            a.connect(b.getLocalSocketAddress());
            a.send(new DatagramPacket(ascii("to peer"), 7));
            return received(b, 20)
                    + a.isConnected()
                    + (a.getPort() == b.getLocalPort())
                    + a.getInetAddress()
                    + outcome(() -> {
                        a.send(packet("x", c));
                        return null;
                    })
                    + outcome(() -> {
                        b.send(new DatagramPacket(new byte[1], 1));
                        return null;
                    });
        });
        check("ds unbound", () -> {
            DatagramSocket a = new DatagramSocket(null);
            String s = a.isBound() + " " + a.getLocalPort() + a.getLocalSocketAddress() + a.getChannel();
            a.bind(new InetSocketAddress(LOOPBACK, 0));
            return s
                    + a.isBound()
                    + outcome(() -> {
                        a.bind(null);
                        return null;
                    });
        });
        check("ds closed", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            a.close();
            a.close();
            return a.isClosed() + " " + a.getLocalPort() + a.getLocalAddress() + outcome(() -> received(a, 1))
                    + outcome(a::getSoTimeout)
                    + outcome(() -> {
                        a.send(packet("x", new DatagramSocket()));
                        return null;
                    });
        });
        check("ds of channel", () -> {
            DatagramChannel a = bound();
            DatagramChannel b = bound();
            a.send(buffer("adapted"), b.getLocalAddress());
            String s = received(b.socket(), 20);
            b.configureBlocking(false);
            return s
                    + (b.socket() == b.socket())
                    + (b.socket().getChannel() == b)
                    + outcome(() -> received(b.socket(), 1));
        });
        check("ds interrupt does not end it", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            a.setSoTimeout(300);
            String[] result = new String[1];
            Thread t = start(() -> result[0] = outcome(() -> received(a, 1)));
            Thread.sleep(50);
            t.interrupt();
            t.join(3000);
            return result[0] + a.isClosed();
        });
    }

    private static void options() {
        check("ds options", () -> {
            DatagramSocket a = new DatagramSocket(0, LOOPBACK);
            a.setReceiveBufferSize(8192);
            a.setTrafficClass(16);
            a.setReuseAddress(true);
            a.setBroadcast(false);
            return a.getReceiveBufferSize() + " " + a.getTrafficClass() + a.getReuseAddress() + a.getBroadcast()
                    + (a.getSendBufferSize() > 0) + new DatagramSocket(0).getBroadcast()
                    + new MulticastSocket(0).getReuseAddress()
                    + outcome(() -> {
                        a.setReceiveBufferSize(0);
                        return null;
                    });
        });
        check("dc options", () -> {
            DatagramChannel a = DatagramChannel.open();
            a.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            a.bind(new InetSocketAddress(LOOPBACK, 0));
            DatagramChannel b = DatagramChannel.open();
            b.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            b.bind(a.getLocalAddress());
            return a.getOption(StandardSocketOptions.SO_REUSEADDR)
                    + outcome(() -> b.setOption(StandardSocketOptions.TCP_NODELAY, true))
                    + b.getOption(StandardSocketOptions.SO_BROADCAST);
        });
        check("not a group", () -> {
            MulticastSocket a = new MulticastSocket(null);
            return outcome(() -> {
                a.leaveGroup(new InetSocketAddress(InetAddress.getByName("230.0.0.1"), 0), null);
                return null;
            });
        });
    }
}
