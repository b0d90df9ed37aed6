package io.ftjvm.agent.net.guest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** What the guests here share. They print one line per check, the same under the agent as on a plain JVM. */
final class Checks {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final long PATIENCE_MILLIS = 3000;

    private Checks() {}

    /** Some code with a result. */
    interface Body {
        Object run() throws Exception;
    }

    /** Prints what {@code body} returns or throws. */
    static void check(String name, Body body) {
        System.out.println(name + " -> " + outcome(body));
    }

    static String outcome(Body body) {
        try {
            return "ok " + body.run();
        } catch (Exception e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    static Thread start(Body body) {
        Thread t = new Thread(() -> outcome(body));
        t.setDaemon(true);
        t.start();
        return t;
    }

    /** The outcome of {@code blocked}, which another thread runs, when {@code action} happens {@code millis} later. */
    static String during(long millis, Body action, Body blocked) throws Exception {
        String[] result = new String[1];
        Thread t = start(() -> result[0] = outcome(blocked));
        Thread.sleep(millis);
        action.run();
        t.join(PATIENCE_MILLIS);
        return t.isAlive() ? "still blocked" : result[0];
    }

    static Socket[] socketPair() throws IOException {
        try (ServerSocket s = new ServerSocket(0, 50, LOOPBACK)) {
            Socket c = new Socket(LOOPBACK, s.getLocalPort());
            return new Socket[] {c, s.accept()};
        }
    }

    static SocketChannel[] channelPair() throws IOException {
        try (ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            SocketChannel c = SocketChannel.open(s.getLocalAddress());
            return new SocketChannel[] {c, s.accept()};
        }
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0, 1, LOOPBACK)) {
            return s.getLocalPort();
        }
    }

    static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    static ByteBuffer buffer(String s) {
        return ByteBuffer.wrap(ascii(s));
    }

    /** What has been put into {@code b}. */
    static String text(ByteBuffer b) {
        return StandardCharsets.US_ASCII.decode(b.flip()).toString();
    }
}
