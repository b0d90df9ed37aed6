package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A selector with ten thousand keys, few of them ever ready: it is asked so often that it would take minutes if each time
 * it looked at all of them.
 */
public final class ManyKeys {
    private static final int CONNECTIONS = 2_500;
    private static final int PIPES = 5_000;
    private static final int KEYS = 2 * CONNECTIONS + PIPES;
    private static final int ROUNDS = 30_000;

    private ManyKeys() {}

    public static void main(String[] args) throws IOException {
        Selector selector = Selector.open();
        List<SocketChannel> clients = new ArrayList<>();
        List<Pipe> pipes = new ArrayList<>();
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0), 100);
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel c = SocketChannel.open(server.getLocalAddress());
            clients.add(c);
            register(c, selector, "client " + i);
            register(server.accept(), selector, "server " + i);
        }
        for (int i = 0; i < PIPES; i++) {
            Pipe p = Pipe.open();
            pipes.add(p);
            register(p.source(), selector, "pipe " + i);
        }
        check("keys", () -> selector.keys().size() == KEYS);
        check("none ready", () -> selector.selectNow() + " " + selector.select(20));
        check("few ready", () -> {
            for (int i = 0; i < 5; i++) {
                clients.get(i * 499).write(buffer("x"));
                pipes.get(i * 499).sink().write(buffer("x"));
            }
            TreeSet<Object> ready = new TreeSet<>();
            while (ready.size() < 10) {
                selector.select();
                selector.selectedKeys().forEach(k -> ready.add(k.attachment()));
            }
            return ready;
        });
        check("asked often", () -> {
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++) {
                sum += selector.selectNow() + selector.selectedKeys().size();
                if (i % 1000 == 0) {
                    selector.selectedKeys().clear();
                }
            }
            return sum;
        });
        check("drained", () -> {
            selector.selectedKeys().clear();
            selector.selectNow(k -> drain((ReadableByteChannel) k.channel()));
            return selector.selectNow();
        });
        check("cancelled", () -> {
            for (SelectionKey k : selector.keys()) {
                if (((String) k.attachment()).startsWith("pipe ")) {
                    k.cancel();
                }
            }
            selector.selectNow();
            return selector.keys().size() == 2 * CONNECTIONS;
        });
        check("closed", () -> {
            selector.close();
            return clients.get(0).isRegistered();
        });
    }

    private static void register(SelectableChannel c, Selector s, String name) throws IOException {
        c.configureBlocking(false).register(s, SelectionKey.OP_READ, name);
    }

    private static void drain(ReadableByteChannel c) {
        try {
            c.read(ByteBuffer.allocate(10));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
