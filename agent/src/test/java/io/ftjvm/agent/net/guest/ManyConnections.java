package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** One selector loop echoes on a thousand connections. */
public final class ManyConnections {
    private static final int CONNECTIONS = 1000;
    private static final int ROUNDS = 3;

    private ManyConnections() {}

    public static void main(String[] args) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0), CONNECTIONS);
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        Checks.start(() -> serve(server));
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new Socket(LOOPBACK, port));
        }
        int right = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.get(i).getOutputStream().write(i + round & 127);
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                right += clients.get(i).getInputStream().read() == (i + round & 127) ? 1 : 0;
            }
        }
        for (Socket c : clients) {
            c.close();
        }
        System.out.println(right + " of " + CONNECTIONS * ROUNDS);
    }

    private static Object serve(ServerSocketChannel server) throws IOException {
        Selector selector = Selector.open();
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        for (; ; ) {
            selector.select();
            for (SelectionKey k : selector.selectedKeys()) {
                if (k.isAcceptable()) {
                    accept(server, selector);
                } else {
                    echo((SocketChannel) k.channel());
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel c;
        while ((c = server.accept()) != null) {
            c.configureBlocking(false);
            c.register(selector, SelectionKey.OP_READ);
        }
    }

    private static void echo(SocketChannel c) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(100);
        if (c.read(b) < 0) {
            c.close();
        } else {
            c.write(b.flip());
        }
    }
}
