package io.ftjvm.litmus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Blocking sockets within one program: a thread per connection, many clients, half-close, a large transfer. */
public final class SocketEcho {
    private static final StringBuffer SERVED = new StringBuffer();

    public static void main(String[] args) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread acceptor = Crew.start("acceptor", () -> accept(server, 7));
            Check.that(server.getLocalPort() > 0, "a bound port");
            Crew.run(6, number -> client(server, number));
            large(server);
            acceptor.join();
        }
        System.out.println(SERVED);
    }

    private static void accept(ServerSocket server, int connections) throws Exception {
        Thread[] threads = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            Socket socket = server.accept();
            threads[i] = Crew.start("echo-" + i, () -> echo(socket));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void echo(Socket socket) throws IOException {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[8192];
            int total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                total += n;
            }
            out.write("end".getBytes());
            SERVED.append(total).append(' ');
        }
    }

    private static void client(ServerSocket server, int number) throws IOException {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            socket.setTcpNoDelay(true);
            Check.equal(server.getLocalPort(), socket.getPort(), "remote port");
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 20; i++) {
                String sent = number + " says " + i;
                out.writeUTF(sent);
                Check.equal(sent, in.readUTF(), "echo");
                SERVED.append((char) ('a' + number));
            }
            socket.shutdownOutput();
            Check.equal("end", new String(in.readAllBytes()), "what comes after a half-close");
        }
    }

    private static void large(ServerSocket server) throws IOException, InterruptedException {
        byte[] sent = new byte[3_000_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 >> 3);
        }
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Thread writer = Crew.start("writer", () -> {
                socket.getOutputStream().write(sent);
                socket.shutdownOutput();
            });
            byte[] back = socket.getInputStream().readNBytes(sent.length);
            Check.that(Arrays.equals(sent, back), "a large transfer comes back whole");
            Check.equal("end", new String(socket.getInputStream().readAllBytes()), "what comes after");
            writer.join();
        }
        System.out.println("large transfer done");
    }
}
