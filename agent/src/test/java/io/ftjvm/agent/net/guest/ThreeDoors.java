package io.ftjvm.agent.net.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Counts words that come over TLS, as datagrams, and over a Unix domain socket, and answers each with its number. Arguments:
 * a key store, a port, the path of a socket.
 */
public final class ThreeDoors {
    private static int words;

    private ThreeDoors() {}

    private static synchronized byte[] answer(String word) {
        return (++words + " " + word + "\n").getBytes();
    }

    public static void main(String[] args) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int port = Integer.parseInt(args[1]);
        ServerSocket tls = Keys.context(args[0]).getServerSocketFactory().createServerSocket(port, 50, loopback);
        DatagramSocket datagrams = new DatagramSocket(port, loopback);
        ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        unix.bind(UnixDomainSocketAddress.of(args[2]));
        new Thread(() -> serve(datagrams)).start();
        new Thread(() -> serve(unix)).start();
        System.out.println("listening on " + port);
        for (; ; ) {
            Socket s = tls.accept();
            Checks.start(() -> {
                try (s) {
                    return talk(s.getInputStream(), s.getOutputStream());
                }
            });
        }
    }

    private static void serve(DatagramSocket s) {
        try {
            for (; ; ) {
                DatagramPacket p = new DatagramPacket(new byte[100], 100);
                s.receive(p);
                byte[] answer = answer(new String(p.getData(), 0, p.getLength()));
                s.send(new DatagramPacket(answer, answer.length, p.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve(ServerSocketChannel s) {
        try {
            for (; ; ) {
                SocketChannel c = s.accept();
                Checks.start(() -> {
                    try (c) {
                        return talk(Channels.newInputStream(c), Channels.newOutputStream(c));
                    }
                });
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object talk(InputStream from, OutputStream to) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(from));
        for (String word; (word = in.readLine()) != null; ) {
            to.write(answer(word));
        }
        return null;
    }
}
