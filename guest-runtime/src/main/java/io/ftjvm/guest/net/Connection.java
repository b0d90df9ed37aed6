package io.ftjvm.guest.net;

import io.ftjvm.guest.Hints;
import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.WaitQueue;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * One TCP connection as its guest end sees it. Reads and writes never block here; whoever wants to blocks in
 * {@link #readers} or {@link #writers} and tries again. Token holder only.
 */
final class Connection {
    /** Answer of a read: nothing yet. */
    static final int AGAIN = -2;
    /** Answer of a read: the peer sends no more. */
    static final int EOF = -1;

    /** A hint is a call out of guest mode, so one for every few reads will do. */
    private static final int CONSUMED_STEP = HostNetwork.WINDOW / 8;

    /** A deadline not yet computed: that reads the clock, so it is left until a thread must block. */
    static final long UNSET = Long.MIN_VALUE;

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] BY_RESET = {1};

    final long id;

    /** Threads that wait for bytes, or for a connect to end. */
    final WaitQueue readers = new WaitQueue();
    /** Threads that wait for credit. */
    final WaitQueue writers = new WaitQueue();

    SocketAddress remote;
    SocketAddress local;
    Watcher watcher;

    private final ByteQueue received = new ByteQueue();
    private int credit = HostNetwork.WINDOW;
    private long consumed;
    private long hinted;

    private boolean connecting;
    private IOException failure;
    private boolean eof;
    private boolean lost;
    private boolean lossReported;
    private boolean outputShut;
    private boolean closed;

    /** An outbound connection, not yet established. */
    Connection(long id, SocketAddress remote) {
        this.id = id;
        this.remote = remote;
        this.connecting = true;
    }

    /** An accepted connection. */
    Connection(long id, SocketAddress remote, SocketAddress local) {
        this.id = id;
        this.remote = remote;
        this.local = local;
    }

    /** NET_CONNECTED. */
    void connected(byte[] data) {
        if (!connecting) {
            return;
        }
        connecting = false;
        failure = Failures.decode(data);
        if (failure == null) {
            ByteBuffer b = ByteBuffer.wrap(data, 1, data.length - 1);
            Addresses.decode(b);
            local = Addresses.decode(b);
        } else {
            lost = true;
        }
        wake();
    }

    /** NET_DATA. */
    void arrived(byte[] data) {
        received.add(data);
        readers.wakeAll();
        changed();
    }

    /** NET_EOF. */
    void ended() {
        eof = true;
        readers.wakeAll();
        changed();
    }

    /** NET_RESET. */
    void lost() {
        if (connecting) {
            connecting = false;
            failure = new SocketException("Connection reset");
        }
        lost = true;
        wake();
    }

    /** NET_CREDIT. */
    void credited(int bytes) {
        credit += bytes;
        writers.wakeAll();
        changed();
    }

    private void wake() {
        readers.wakeAll();
        writers.wakeAll();
        changed();
    }

    private void changed() {
        if (watcher != null) {
            watcher.changed();
        }
    }

    /** True until the outcome of an outbound connect is known. */
    boolean isConnecting() {
        return connecting;
    }

    /** Why the connect failed; null if it did not. */
    IOException connectFailure() {
        return failure;
    }

    boolean isReadable() {
        return received.size() > 0 || eof || lost;
    }

    boolean isWritable() {
        return credit > 0 || lost || outputShut;
    }

    boolean isLost() {
        return lost;
    }

    /** Bytes that can be read without blocking. */
    int available() {
        return received.size();
    }

    /**
     * Reads up to {@code length} bytes, at least 1.
     *
     * @return how many, {@link #AGAIN} or {@link #EOF}
     * @throws SocketException "Connection reset", once everything before has been read
     */
    int read(byte[] b, int offset, int length) throws SocketException {
        return afterRead(received.take(b, offset, length));
    }

    /** The same into {@code b}, which has room. */
    int read(ByteBuffer b) throws SocketException {
        return afterRead(received.take(b));
    }

    private int afterRead(int n) throws SocketException {
        if (n > 0) {
            consumed += n;
            if (consumed - hinted >= CONSUMED_STEP) {
                hinted = consumed;
                Hypercall.hint(Hints.NET_CONSUMED, id, consumed);
            }
            return n;
        }
        if (eof) {
            return EOF;
        }
        if (lost) {
            lossReported = true;
            throw new SocketException("Connection reset");
        }
        return AGAIN;
    }

    /**
     * Writes as much of {@code b} as there is credit for.
     *
     * @return how many bytes, 0 if there is no credit
     * @throws IOException if the connection is lost or its output was shut down
     */
    int write(byte[] b, int offset, int length) throws IOException {
        int left = Math.min(length, writeLimit());
        int written = left;
        while (left > 0) {
            int n = Math.min(left, HostNetwork.MAX_CHUNK);
            Hypercall.output(Outputs.NET_WRITE, id, b, offset, n);
            credit -= n;
            offset += n;
            left -= n;
        }
        return written;
    }

    /** How many bytes may be written now; throws as {@link #write} does. */
    int writeLimit() throws IOException {
        if (lost) {
            boolean first = !lossReported && !eof;
            lossReported = true;
            throw new IOException(first ? "Connection reset by peer" : "Broken pipe");
        }
        if (outputShut) {
            throw new IOException("Broken pipe");
        }
        return credit;
    }

    /** Ends this side's output; what has been written still goes out. */
    void shutdownOutput() {
        if (outputShut || closed) {
            return;
        }
        outputShut = true;
        if (!lost) {
            Hypercall.output(Outputs.NET_SHUTDOWN, id);
        }
        writers.wakeAll();
        changed();
    }

    /** Lets go of the connection. What has been written still goes out, unless {@code byReset}. */
    void close(boolean byReset) {
        if (closed) {
            return;
        }
        closed = true;
        connecting = false;
        Network.forget(this);
        if (!lost) {
            byte[] how = byReset ? BY_RESET : NOTHING;
            Hypercall.output(Outputs.NET_CLOSE, id, how, 0, how.length);
        }
        received.clear();
        readers.wakeAll();
        writers.wakeAll();
    }
}
