package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.nio.channels.DatagramChannel;

/** Everything that is refused. */
public final class Multicast {
    /** How many lines it prints. */
    public static final int CHECKS = 6;

    private Multicast() {}

    public static void main(String[] args) throws Exception {
        InetAddress group = InetAddress.getByAddress(new byte[] {(byte) 230, 0, 0, 1});
        InetSocketAddress to = new InetSocketAddress(group, 4446);
        MulticastSocket socket = new MulticastSocket(0);
        DatagramChannel channel = DatagramChannel.open();
        check("join", () -> channel.join(group, null));
        check("send", () -> channel.send(buffer("x"), to));
        check("connect", () -> channel.connect(to));
        check("joinGroup", () -> {
            socket.joinGroup(to, null);
            return null;
        });
        check("setTimeToLive", () -> {
            socket.setTimeToLive(2);
            return null;
        });
        check("send packet", () -> {
            socket.send(new DatagramPacket(ascii("x"), 1, to));
            return null;
        });
    }
}
