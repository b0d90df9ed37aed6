package io.ftjvm.samples.chat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chat server that speaks lines of ASCII.
 *
 * <pre>
 * JOIN ROOM FROM      JOINED room=R last=N, then the room's messages from number FROM on, then those to come
 * SAY OP TEXT         the message, to everyone in the room: MSG room=R number=N op=OP time=T messages=M digest=D text=TEXT
 * QUIT                closes the connection
 * </pre>
 *
 * OP is an id the client makes up; saying it again brings the message back to the sender and to nobody else. Once a
 * second everyone hears {@code TIME time=T messages=M digest=D}.
 */
public final class ChatServer {
    private static final int BACKLOG = 1024;
    private static final int WORKERS = 3;
    private static final long ANNOUNCEMENT_PERIOD_MILLIS = 1000;

    private final Statistics statistics = new Statistics();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final List<Worker> workers = new ArrayList<>();
    private final Selector selector;

    private ChatServer() throws IOException {
        selector = Selector.open();
    }

    /** Argument: port (default 8082; 0: any). */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8082;
        new ChatServer().serve(port);
    }

    private void serve(int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        for (int i = 0; i < WORKERS; i++) {
            Worker worker = new Worker(statistics, selector);
            workers.add(worker);
            new Thread(worker, "rooms-" + i).start();
        }
        Thread clock = new Thread(this::announceTime, "clock");
        clock.setDaemon(true);
        clock.start();
        System.out.println("listening on " + listener.socket().getLocalPort());
        for (; ; ) {
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                if (key.isValid() && key.isAcceptable()) {
                    accept(listener.accept());
                } else if (key.isValid() && key.isReadable()) {
                    read((Client) key.attachment());
                }
            }
            clients.forEach(this::write);
        }
    }

    private void accept(SocketChannel channel) throws IOException {
        if (channel == null) {
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Client client = new Client(channel, key);
        key.attach(client);
        clients.add(client);
    }

    private void read(Client client) {
        try {
            if (!client.read(line -> dispatch(client, line))) {
                close(client);
            }
        } catch (IOException e) {
            close(client);
        }
    }

    private void write(Client client) {
        try {
            if (!client.write()) {
                close(client);
            }
        } catch (IOException e) {
            close(client);
        }
    }

    /** Requests of a client go to the worker of its room: the same one in, the order stays. */
    private void dispatch(Client client, String line) {
        if (line.startsWith("JOIN ")) {
            Worker next = workers.get(Math.floorMod(line.split(" ", 3)[1].hashCode(), workers.size()));
            if (client.worker != null && client.worker != next) {
                client.worker.submit(client, null);
            }
            client.worker = next;
        }
        if (line.equals("QUIT")) {
            close(client);
        } else if (client.worker == null) {
            client.send("ERROR join a room first");
        } else {
            client.worker.submit(client, line);
        }
    }

    private void close(Client client) {
        clients.remove(client);
        client.close();
        if (client.worker != null) {
            client.worker.submit(client, null);
        }
    }

    private void announceTime() {
        try {
            for (; ; ) {
                Thread.sleep(ANNOUNCEMENT_PERIOD_MILLIS);
                String announcement = "TIME time=" + System.currentTimeMillis() + " " + statistics.look();
                clients.forEach(client -> client.send(announcement));
                selector.wakeup();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
