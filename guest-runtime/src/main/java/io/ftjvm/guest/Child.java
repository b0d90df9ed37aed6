package io.ftjvm.guest;

import io.ftjvm.guest.net.ByteQueue;
import java.io.IOException;

/** A process that the guest has started, as the guest sees it. Reads and writes block in the scheduler. Token holder only. */
final class Child {
    static final int STDIN = 0;
    static final int STDOUT = 1;
    static final int STDERR = 2;

    /** A hint is a call out of guest mode, so one for every few reads will do. */
    private static final int CONSUMED_STEP = Children.WINDOW / 8;

    private static final int MAX_CHUNK = 64 * 1024;

    /** The guest's number for it: in the order of their starts. */
    final int number;

    long pid;
    long startTime;

    private final int[] streams;
    private final Source[] sources = {null, new Source(), new Source()};
    private final WaitQueue starter = new WaitQueue();
    private final WaitQueue writers = new WaitQueue();
    private final WaitQueue waiters = new WaitQueue();

    private boolean decided;
    private String failure;
    private int credit = Children.WINDOW;
    private boolean broken;
    private boolean inputClosed;
    private boolean exited;
    private int status;

    /** @param streams what becomes of each standard stream, see {@link ProcessStart} */
    Child(int number, int[] streams) {
        this.number = number;
        this.streams = streams;
    }

    /** One of the two streams that it writes. */
    private static final class Source {
        final ByteQueue received = new ByteQueue();
        final WaitQueue readers = new WaitQueue();
        long consumed;
        long hinted;
        boolean ended;
        boolean closed;
    }

    /** The number of one of its streams. */
    long stream(int fd) {
        return (long) number << 2 | fd;
    }

    // Interrupts

    /** PROC_STARTED. */
    void started(byte[] data) {
        Answer a = new Answer(data);
        if (a.getByte() == 0) {
            pid = a.getLong();
            startTime = a.getLong();
        } else {
            failure = CString.decode(java.util.Arrays.copyOfRange(data, 1, data.length));
        }
        decided = true;
        starter.wakeAll();
    }

    /** PROC_DATA. */
    void arrived(int fd, byte[] data) {
        Source s = sources[fd];
        if (streams[fd] == ProcessStart.INHERIT) {
            Hypercall.output(fd == STDOUT ? Outputs.STDOUT : Outputs.STDERR, 0, data, 0, data.length);
            consumed(fd, data.length);
        } else if (!s.closed) {
            s.received.add(data);
            s.readers.wakeAll();
        }
    }

    /** PROC_EOF. */
    void ended(int fd) {
        sources[fd].ended = true;
        sources[fd].readers.wakeAll();
    }

    /** PROC_CREDIT. */
    void credited(int bytes) {
        credit += bytes;
        writers.wakeAll();
    }

    /** PROC_BROKEN. */
    void broken() {
        broken = true;
        writers.wakeAll();
    }

    /** PROC_EXIT. */
    void exited(int how) {
        exited = true;
        status = how;
        ended(STDOUT);
        ended(STDERR);
        broken();
        waiters.wakeAll();
    }

    // Calls

    /** Waits until it has been started; an IOException if it could not be. */
    void awaitStart() throws IOException {
        while (!decided) {
            Scheduler.block(starter, Long.MAX_VALUE, false);
        }
        if (failure != null) {
            throw new IOException(failure);
        }
    }

    boolean isStarted() {
        return decided;
    }

    boolean isExited() {
        return exited;
    }

    int awaitExit() {
        while (!exited) {
            Scheduler.block(waiters, Long.MAX_VALUE, false);
        }
        return status;
    }

    int read(int fd, byte[] b, int off, int len) {
        Source s = sources[fd];
        for (; ; ) {
            int n = s.received.take(b, off, len);
            if (n > 0) {
                consumed(fd, n);
                return n;
            }
            if (s.ended) {
                return -1;
            }
            Scheduler.blockInDevice(s.readers, Long.MAX_VALUE, false);
        }
    }

    int available(int fd) {
        return sources[fd].received.size();
    }

    private void consumed(int fd, int n) {
        Source s = sources[fd];
        s.consumed += n;
        if (s.consumed - s.hinted >= CONSUMED_STEP) {
            s.hinted = s.consumed;
            Hypercall.hint(Hints.PROC_CONSUMED, stream(fd), s.consumed);
        }
    }

    void write(byte[] b, int off, int len) throws IOException {
        int at = off;
        int left = len;
        while (left > 0) {
            if (broken || inputClosed) {
                throw new IOException("Broken pipe");
            }
            int n = Math.min(left, Math.min(credit, MAX_CHUNK));
            if (n == 0) {
                Scheduler.blockInDevice(writers, Long.MAX_VALUE, false);
                continue;
            }
            Hypercall.output(Outputs.PROC_STDIN, number, b, at, n);
            credit -= n;
            at += n;
            left -= n;
        }
    }

    /** The guest closes its end of a pipe. Whoever reads from it goes on until the process's end is closed too. */
    void close(int fd) {
        if (fd == STDIN) {
            if (inputClosed) {
                return;
            }
            inputClosed = true;
            writers.wakeAll();
        } else {
            if (sources[fd].closed) {
                return;
            }
            sources[fd].closed = true;
            sources[fd].received.clear();
        }
        if (!exited) {
            Hypercall.output(Outputs.PROC_CLOSE, stream(fd));
        }
    }

    /** Whether the guest has let go of everything. */
    boolean isForgotten() {
        for (int fd = STDIN; fd <= STDERR; fd++) {
            if (streams[fd] == ProcessStart.PIPE && !(fd == STDIN ? inputClosed : sources[fd].closed)) {
                return false;
            }
        }
        return exited;
    }
}
