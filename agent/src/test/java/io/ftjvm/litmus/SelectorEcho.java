package io.ftjvm.litmus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** A selector loop: non-blocking accept, connect, read and write; the order of events; timed select, wakeup, pipes. */
public final class SelectorEcho {
    private static final int CLIENTS = 5;

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
            Thread loop = Crew.start("loop", () -> System.out.println(serve(selector, server)));
            Crew.run(CLIENTS, number -> client(address, number));
            loop.join();
        }
        wakeups();
        pipe();
    }

    private static String serve(Selector selector, ServerSocketChannel server) throws IOException {
        StringBuilder events = new StringBuilder();
        int closed = 0;
        while (closed < CLIENTS) {
            selector.select();
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                SelectionKey key = keys.next();
                keys.remove();
                if (key.isAcceptable()) {
                    SocketChannel accepted = server.accept();
                    if (accepted != null) {
                        accepted.configureBlocking(false);
                        accepted.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(64));
                        events.append('+');
                    }
                } else if (echo(key, events)) {
                    closed++;
                }
            }
        }
        return events.toString();
    }

    private static boolean echo(SelectionKey key, StringBuilder events) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        if (key.isReadable() && channel.read(buffer) < 0) {
            channel.close();
            events.append('-');
            return true;
        }
        buffer.flip();
        int written = channel.write(buffer);
        events.append(written % 10);
        key.interestOps(buffer.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        buffer.compact();
        return false;
    }

    private static void client(InetSocketAddress address, int number) throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            channel.connect(address);
            try (Selector selector = Selector.open()) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                while (!channel.finishConnect()) {
                    selector.select(1000);
                }
            }
            channel.configureBlocking(true);
            ByteBuffer[] message = {bytes("client "), bytes(number + " "), bytes("says hello")};
            long sent = channel.write(message);
            ByteBuffer back = ByteBuffer.allocateDirect((int) sent);
            while (back.hasRemaining()) {
                Check.that(channel.read(back) > 0, "the echo comes");
            }
            Check.equal(bytes("client " + number + " says hello"), back.flip(), "echo");
            Check.equal(address, channel.getRemoteAddress(), "remote address");
            channel.shutdownOutput();
            Check.equal(-1, channel.read(ByteBuffer.allocate(1)), "the end");
        }
    }

    private static void wakeups() throws IOException, InterruptedException {
        Selector selector = Selector.open();
        long start = System.nanoTime();
        Check.equal(0, selector.select(15), "keys selected");
        Check.lasted(15, start, "select");
        Check.equal(0, selector.selectNow(), "keys selected");
        selector.wakeup();
        Check.equal(0, selector.select(), "keys selected after a wakeup");
        Thread selecting = Crew.start("selecting", () -> {
            selector.select();
            selector.select(60_000);
            Check.that(Thread.currentThread().isInterrupted(), "an interrupt ends a select and stays set");
            Thread.interrupted();
            Check.thrown(ClosedSelectorException.class, () -> {
                for (; ; ) {
                    selector.select(60_000);
                }
            });
        });
        Thread.sleep(10);
        selector.wakeup();
        Thread.sleep(10);
        selecting.interrupt();
        Thread.sleep(10);
        selector.close();
        selecting.join();
        System.out.println("woken");
    }

    private static void pipe() throws IOException, InterruptedException {
        Pipe pipe = Pipe.open();
        Thread writer = Crew.start("writer", () -> {
            pipe.sink().write(bytes("through a pipe"));
            pipe.sink().close();
        });
        ByteBuffer read = ByteBuffer.allocate(100);
        while (pipe.source().read(read) >= 0) {
            Thread.yield();
        }
        System.out.println(StandardCharsets.UTF_8.decode(read.flip()));
        writer.join();
    }

    private static ByteBuffer bytes(String s) {
        return ByteBuffer.wrap(s.getBytes(StandardCharsets.UTF_8));
    }
}
