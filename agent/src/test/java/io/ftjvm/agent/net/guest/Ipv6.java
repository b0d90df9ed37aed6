package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Addresses of IPv6, and both families on one socket. */
public final class Ipv6 {
    private Ipv6() {}

    private static String host(java.net.SocketAddress a) {
        return ((InetSocketAddress) a).getAddress().toString();
    }

    public static void main(String[] args) {
        check("loopback", () -> {
            ServerSocket s = new ServerSocket(0, 5, InetAddress.getByName("::1"));
            Socket c = new Socket("::1", s.getLocalPort());
            Socket d = s.accept();
            c.getOutputStream().write(ascii("six"));
            return s.getInetAddress() + " " + c.getInetAddress() + c.getLocalAddress() + d.getInetAddress()
                    + new String(d.getInputStream().readNBytes(3));
        });
        check("both families", () -> {
            ServerSocketChannel s = ServerSocketChannel.open().bind(null);
            int port = ((InetSocketAddress) s.getLocalAddress()).getPort();
            SocketChannel.open(new InetSocketAddress("::1", port));
            String six = host(s.accept().getRemoteAddress());
            SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            String four = host(s.accept().getRemoteAddress());
            return host(s.getLocalAddress()) + " " + six + four;
        });
        check("IPv4 only", () -> {
            ServerSocketChannel s =
                    ServerSocketChannel.open(StandardProtocolFamily.INET).bind(null);
            int port = ((InetSocketAddress) s.getLocalAddress()).getPort();
            SocketChannel c = SocketChannel.open(StandardProtocolFamily.INET);
            c.connect(new InetSocketAddress("127.0.0.1", port));
            return host(s.getLocalAddress()) + " " + host(c.getLocalAddress())
                    + outcome(() -> SocketChannel.open(new InetSocketAddress("::1", port)));
        });
        check("IPv6 only by address", () -> {
            ServerSocket s = new ServerSocket(0, 5, InetAddress.getByName("::1"));
            return outcome(() -> new Socket("127.0.0.1", s.getLocalPort()));
        });
        check("mapped", () -> InetAddress.getByName("::ffff:127.0.0.1"));
        check("scoped", () -> {
            NetworkInterface lo = NetworkInterface.getByName("lo");
            Inet6Address a =
                    Inet6Address.getByAddress(null, InetAddress.getByName("::1").getAddress(), lo.getIndex());
            ServerSocket s = new ServerSocket(0, 5, a);
            Socket c = new Socket(a, s.getLocalPort());
            return s.accept().getInetAddress().equals(c.getLocalAddress()) + " "
                    + c.getInetAddress().equals(a);
        });
        check("datagrams", () -> {
            DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress("::1", 0));
            DatagramChannel b = DatagramChannel.open().bind(null);
            int port = ((InetSocketAddress) b.getLocalAddress()).getPort();
            a.send(buffer("six"), new InetSocketAddress("::1", port));
            ByteBuffer in = ByteBuffer.allocate(10);
            String from = host(b.receive(in));
            DatagramChannel c = DatagramChannel.open(StandardProtocolFamily.INET);
            c.send(buffer("four"), new InetSocketAddress("127.0.0.1", port));
            ByteBuffer in4 = ByteBuffer.allocate(10);
            String from4 = host(b.receive(in4));
            return from + text(in) + from4 + text(in4) + host(b.getLocalAddress()) + host(c.getLocalAddress());
        });
        check("connected datagrams", () -> {
            DatagramChannel b = DatagramChannel.open().bind(new InetSocketAddress("::1", 0));
            DatagramChannel a = DatagramChannel.open();
            a.connect(b.getLocalAddress());
            a.write(buffer("x"));
            ByteBuffer in = ByteBuffer.allocate(10);
            return host(a.getLocalAddress()) + b.receive(in).equals(a.getLocalAddress());
        });
    }
}
