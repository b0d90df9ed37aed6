package io.ftjvm.agent.process;

import io.ftjvm.guest.Children;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.ProcessStart;
import io.ftjvm.guest.RealProcesses;
import io.netty.channel.nio.NioTask;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One process. On the event loop, but for {@link #live}, which has a thread of its own, and {@link #consumed}. */
final class HostProcess {
    private static final String NULL_DEVICE = "/dev/null";
    private static final byte[] NOTHING = new byte[0];

    private static final int STDIN = 0;
    private static final int STDERR = 2;

    /** Credit goes back in steps of this size: an interrupt costs a log entry. */
    private static final int CREDIT_STEP = Children.WINDOW / 8;

    /** What a pipe can hold at most, of an unprivileged user's, unless the system is told otherwise. */
    private static final int LARGEST_PIPE = 1 << 20;

    private final HostProcesses device;
    private final int number;
    private final ProcessStart start;

    private final Source[] sources = new Source[STDERR + 1];
    private Sink input;

    HostProcess(HostProcesses device, int number, ProcessStart start) {
        this.device = device;
        this.number = number;
        this.start = start;
    }

    /** Starts the process and waits until it ends. */
    void live() {
        long pid = 0;
        List<Closeable> theirs = new ArrayList<>();
        try {
            device.prepare();
            pid = RealProcesses.start(start, open(theirs));
            device.began(pid);
        } catch (IOException e) {
            fail(pid, e);
            return;
        } finally {
            theirs.forEach(HostProcess::closeQuietly);
        }
        device.post(
                Interrupts.PROC_STARTED,
                number,
                ByteBuffer.allocate(17)
                        .put((byte) 0)
                        .putLong(pid)
                        .putLong(RealProcesses.startTime(pid))
                        .array());
        device.execute(this::register);
        int status = RealProcesses.await(pid);
        long ended = pid;
        device.execute(() -> exited(ended, status));
    }

    /** Opens what the process gets as its standard streams; the numbers of the descriptors. */
    private int[] open(List<Closeable> theirs) throws IOException {
        int[] fds = new int[STDERR + 1];
        for (int fd = STDIN; fd <= STDERR; fd++) {
            int what = start.stream(fd);
            if (what == ProcessStart.NULL) {
                fds[fd] = fd == STDIN ? nullInput(theirs) : nullOutput(theirs);
            } else if (fd != STDIN) {
                Pipe pipe = pipe();
                theirs.add(pipe.sink());
                fds[fd] = RealProcesses.descriptor(pipe.sink());
                sources[fd] = new Source((long) number << 2 | fd, pipe.source());
            } else if (what == ProcessStart.PIPE) {
                Pipe pipe = pipe();
                theirs.add(pipe.source());
                fds[fd] = RealProcesses.descriptor(pipe.source());
                input = new Sink(pipe.sink());
            } else {
                fds[fd] = STDIN;
            }
        }
        return fds;
    }

    private Pipe pipe() throws IOException {
        return device.provider().openPipe();
    }

    private static int nullInput(List<Closeable> opened) throws IOException {
        FileInputStream f = new FileInputStream(NULL_DEVICE);
        opened.add(f);
        return RealProcesses.descriptor(f.getFD());
    }

    private static int nullOutput(List<Closeable> opened) throws IOException {
        FileOutputStream f = new FileOutputStream(NULL_DEVICE);
        opened.add(f);
        return RealProcesses.descriptor(f.getFD());
    }

    private void fail(long pid, IOException e) {
        if (pid != 0) {
            RealProcesses.destroy(pid, RealProcesses.startTime(pid), true);
            RealProcesses.await(pid);
        }
        closeOurs();
        device.ended(number, 0);
        byte[] why = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
        device.post(
                Interrupts.PROC_STARTED,
                number,
                ByteBuffer.allocate(1 + why.length).put((byte) 1).put(why).array());
    }

    private void register() {
        try {
            for (Source s : sources) {
                if (s != null) {
                    s.channel.configureBlocking(false);
                    device.loop().register(s.channel, SelectionKey.OP_READ, s);
                }
            }
            if (input != null) {
                input.channel.configureBlocking(false);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void exited(long pid, int status) {
        for (Source s : sources) {
            if (s != null) {
                s.finish();
            }
        }
        closeOurs();
        device.ended(number, pid);
        device.post(
                Interrupts.PROC_EXIT,
                number,
                ByteBuffer.allocate(4).putInt(status).array());
    }

    private void closeOurs() {
        for (Source s : sources) {
            if (s != null) {
                closeQuietly(s.channel);
            }
        }
        if (input != null) {
            input.close();
        }
    }

    /** The guest has closed its end of a stream. */
    void close(int fd) {
        if (fd == STDIN) {
            input.end();
        } else {
            sources[fd].end();
        }
    }

    /** The guest writes. */
    void write(byte[] bytes) {
        input.write(bytes);
    }

    /** The guest's program has read so many bytes of a stream in all. Any thread. */
    void consumed(int fd, long total) {
        sources[fd].consumed(total);
    }

    private static void closeQuietly(Closeable c) {
        try {
            c.close();
        } catch (IOException e) {
            // What a pipe's end has to say about being closed is of no use to anybody.
            return;
        }
    }

    /** What the process writes. */
    private final class Source implements NioTask<Pipe.SourceChannel> {
        private final long id;
        private final Pipe.SourceChannel channel;

        /** Null until it is ready for the first time. */
        private SelectionKey key;

        private long posted;
        private boolean ended;
        private volatile long consumed;

        /** Whether reading waits for the guest. */
        private volatile boolean paused;

        Source(long id, Pipe.SourceChannel channel) {
            this.id = id;
            this.channel = channel;
        }

        @Override
        public void channelReady(Pipe.SourceChannel c, SelectionKey k) {
            key = k;
            if (read() < 0) {
                end();
            } else if (isFull()) {
                paused = true;
                if (isFull()) {
                    k.interestOps(0);
                } else {
                    paused = false;
                }
            }
        }

        @Override
        public void channelUnregistered(Pipe.SourceChannel c, Throwable cause) {
            end();
        }

        /** Posts what is there; how much, 0 if nothing, -1 at the end. */
        private int read() {
            ByteBuffer b = device.buffer();
            int n;
            try {
                n = channel.read(b);
            } catch (IOException e) {
                return -1;
            }
            if (n > 0) {
                byte[] bytes = new byte[n];
                b.flip().get(bytes);
                posted += n;
                device.post(Interrupts.PROC_DATA, id, bytes);
            }
            return n;
        }

        private boolean isFull() {
            return posted - consumed > Children.WINDOW;
        }

        void consumed(long total) {
            consumed = total;
            if (paused) {
                device.execute(this::resume);
            }
        }

        private void resume() {
            if (paused && !ended && posted - consumed <= Children.WINDOW / 2) {
                paused = false;
                key.interestOps(SelectionKey.OP_READ);
            }
        }

        /** The process has ended: what is in its pipe is the last that counts, whoever else may have the pipe open. */
        void finish() {
            for (long before = posted; !ended && posted - before < LARGEST_PIPE && read() > 0; ) {
                continue;
            }
            end();
        }

        void end() {
            if (!ended) {
                ended = true;
                closeQuietly(channel);
                device.post(Interrupts.PROC_EOF, id, NOTHING);
            }
        }
    }

    /** What the process reads. */
    private final class Sink implements NioTask<Pipe.SinkChannel> {
        private final Pipe.SinkChannel channel;
        private final ArrayDeque<ByteBuffer> unwritten = new ArrayDeque<>();
        private SelectionKey key;
        private boolean registered;
        private boolean ending;
        private boolean closed;
        private int credit;

        Sink(Pipe.SinkChannel channel) {
            this.channel = channel;
        }

        void write(byte[] bytes) {
            if (closed) {
                return;
            }
            device.writeBegun();
            unwritten.add(ByteBuffer.wrap(bytes));
            flush();
        }

        /** No more will come. */
        void end() {
            ending = true;
            flush();
        }

        private void flush() {
            try {
                ByteBuffer b;
                while (!closed && (b = unwritten.peek()) != null) {
                    credit += channel.write(b);
                    if (b.hasRemaining()) {
                        awaitRoom();
                        break;
                    }
                    unwritten.remove();
                    device.writeEnded();
                }
            } catch (IOException e) {
                close();
                device.post(Interrupts.PROC_BROKEN, number, NOTHING);
                return;
            }
            if (credit >= CREDIT_STEP && !closed) {
                device.post(
                        Interrupts.PROC_CREDIT,
                        number,
                        ByteBuffer.allocate(4).putInt(credit).array());
                credit = 0;
            }
            if (ending && unwritten.isEmpty()) {
                close();
            }
        }

        private void awaitRoom() {
            if (!registered) {
                registered = true;
                device.loop().register(channel, SelectionKey.OP_WRITE, this);
            } else if (key != null) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
        }

        @Override
        public void channelReady(Pipe.SinkChannel c, SelectionKey k) {
            key = k;
            k.interestOps(0);
            flush();
        }

        @Override
        public void channelUnregistered(Pipe.SinkChannel c, Throwable cause) {
            close();
        }

        void close() {
            closed = true;
            closeQuietly(channel);
            for (; unwritten.poll() != null; ) {
                device.writeEnded();
            }
        }
    }
}
