package io.ftjvm.litmus;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Sockets that time out, are refused, closed by another thread or reset; ports in use; addresses. */
public final class SocketFailures {
    public static void main(String[] args) throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 10, loopback)) {
            timeouts(server);
            closedByAnother(server);
            reset(server);
            Check.thrown(BindException.class, () -> new ServerSocket(server.getLocalPort(), 1, loopback));
        }
        int free;
        try (ServerSocket server = new ServerSocket(0, 10, loopback)) {
            free = server.getLocalPort();
        }
        Check.thrown(ConnectException.class, () -> new Socket(loopback, free));
        Check.thrown(UnknownHostException.class, () -> InetAddress.getByName("no such host.invalid"));
        Check.thrown(SocketException.class, () -> new Socket().getInputStream());
        System.out.println("done");
    }

    private static void timeouts(ServerSocket server) throws IOException {
        server.setSoTimeout(15);
        long start = System.nanoTime();
        Check.thrown(SocketTimeoutException.class, server::accept);
        Check.lasted(15, start, "accept");
        server.setSoTimeout(0);
        try (Socket socket = new Socket()) {
            socket.connect(server.getLocalSocketAddress(), 10_000);
            Socket accepted = server.accept();
            socket.setSoTimeout(15);
            Check.equal(15, socket.getSoTimeout(), "timeout");
            start = System.nanoTime();
            Check.thrown(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
            Check.lasted(15, start, "read");
            socket.setSoTimeout(60_000);
            accepted.getOutputStream().write(42);
            Check.equal(42, socket.getInputStream().read(), "a read after one that timed out");
            accepted.close();
            Check.equal(-1, socket.getInputStream().read(), "the end of a closed connection");
            Check.equal(server.getLocalSocketAddress(), socket.getRemoteSocketAddress(), "remote address");
            Check.equal(
                    new InetSocketAddress(server.getInetAddress(), accepted.getPort()),
                    socket.getLocalSocketAddress(),
                    "local address");
        }
        System.out.println("timed out");
    }

    private static void closedByAnother(ServerSocket server) throws IOException, InterruptedException {
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept();
        Thread reader = Crew.start(
                "reader",
                () -> Check.thrown(
                        SocketException.class, () -> socket.getInputStream().read()));
        Thread.sleep(20);
        socket.close();
        reader.join();
        Check.equal(-1, accepted.getInputStream().read(), "the end of a closed connection");
        accepted.close();
        ServerSocket other = new ServerSocket(0, 1, server.getInetAddress());
        Thread acceptor = Crew.start("acceptor", () -> Check.thrown(SocketException.class, other::accept));
        Thread.sleep(20);
        other.close();
        acceptor.join();
        System.out.println("closed");
    }

    private static void reset(ServerSocket server) throws IOException {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Socket accepted = server.accept();
            accepted.setSoLinger(true, 0);
            accepted.close();
            IOException e = Check.thrown(IOException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    socket.getOutputStream().write(new byte[10_000]);
                    Thread.sleep(1);
                }
            });
            System.out.println("reset: " + e.getClass().getName());
        }
    }
}
