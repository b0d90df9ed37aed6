package io.ftjvm.samples.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A connection: lines in, lines out. Any thread sends; the selector's thread alone reads, writes and closes.
 */
final class Client {
    private static final int MAX_LINE = 1024;
    /** A client that is so many lines behind is too slow and is cut off. */
    private static final int MAX_QUEUED = 200_000;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Queue<ByteBuffer> outgoing = new ArrayDeque<>();
    private final ByteBuffer incoming = ByteBuffer.allocate(4096);
    private final StringBuilder line = new StringBuilder();
    private boolean closed;

    /** The worker that handles this client's requests, chosen by its room; the selector's thread only. */
    Worker worker;

    Client(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** Queues a line; the selector's thread sends it when woken. */
    void send(String text) {
        synchronized (outgoing) {
            if (outgoing.size() < MAX_QUEUED) {
                outgoing.add(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
            } else {
                closed = true;
            }
        }
    }

    boolean closed() {
        synchronized (outgoing) {
            return closed;
        }
    }

    /** Takes in what has arrived and passes on each complete line. False at the end of the stream. */
    boolean read(Consumer<String> lines) throws IOException {
        int n = channel.read(incoming.clear());
        incoming.flip();
        while (incoming.hasRemaining()) {
            char c = (char) (incoming.get() & 0x7f);
            if (c == '\n') {
                lines.accept(line.toString().trim());
                line.setLength(0);
            } else if (line.length() < MAX_LINE) {
                line.append(c);
            } else {
                throw new IOException("line too long");
            }
        }
        return n >= 0;
    }

    /** Writes what the network takes, and asks to be called again for the rest. False if the client was too slow. */
    boolean write() throws IOException {
        synchronized (outgoing) {
            while (!outgoing.isEmpty()) {
                channel.write(outgoing.peek());
                if (outgoing.peek().hasRemaining()) {
                    break;
                }
                outgoing.remove();
            }
            int interest = outgoing.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
            return !closed;
        }
    }

    void close() {
        synchronized (outgoing) {
            closed = true;
            outgoing.clear();
        }
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is what it was to be.
            return;
        }
    }
}
