package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Standard streams: output goes through the output gate, input arrives as interrupts. Their natives are those of a process's
 * pipes too, which are passed on.
 */
final class Console {
    /** Bytes of standard input that the host reads ahead of the guest. */
    static final int WINDOW = 256 * 1024;

    /** A hint is a call out of guest mode, so one for every few reads will do. */
    private static final int CONSUMED_STEP = WINDOW / 8;

    private static final WaitQueue READERS = new WaitQueue();
    private static byte[] buffer = new byte[0];
    private static int position;
    private static boolean ended;
    private static boolean wanted;
    private static long consumed;
    private static long hinted;

    private Console() {}

    private static boolean isOutput(GuestThread g, int fd) {
        return g != null && (fd == 1 || fd == 2);
    }

    static void write(FileOutputStream f, FileDescriptor d, byte[] b, int off, int len, boolean append)
            throws IOException {
        int fd = Jdk.fd(d);
        if (isOutput(Scheduler.current(), fd)) {
            java.util.Objects.checkFromIndexSize(off, len, b.length);
            Hypercall.output(fd == 1 ? Outputs.STDOUT : Outputs.STDERR, 0, b, off, len);
        } else if (Children.isPipe(fd)) {
            java.util.Objects.checkFromIndexSize(off, len, b.length);
            Children.write(fd, b, off, len);
        } else {
            Jdk.writeBytes(f, b, off, len, append);
        }
    }

    static void write(FileOutputStream f, FileDescriptor d, int b, boolean append) throws IOException {
        int fd = Jdk.fd(d);
        if (isOutput(Scheduler.current(), fd)) {
            Hypercall.output(fd == 1 ? Outputs.STDOUT : Outputs.STDERR, 0, new byte[] {(byte) b}, 0, 1);
        } else if (Children.isPipe(fd)) {
            Children.write(fd, new byte[] {(byte) b}, 0, 1);
        } else {
            Jdk.write(f, b, append);
        }
    }

    /** Bytes of standard input strike; none: the end. */
    static void arrived(byte[] data) {
        if (data.length == 0) {
            ended = true;
        } else {
            int left = buffer.length - position;
            byte[] all = new byte[left + data.length];
            System.arraycopy(buffer, position, all, 0, left);
            System.arraycopy(data, 0, all, left, data.length);
            buffer = all;
            position = 0;
        }
        READERS.wakeAll();
    }

    private static boolean isInput(FileDescriptor d) {
        return Scheduler.current() != null && Jdk.fd(d) == 0;
    }

    /** Whether a guest's {@code d} is one of the pipes that no system knows, as its standard input always is. */
    static boolean isPipe(FileDescriptor d) {
        return isInput(d) || Children.isPipe(Jdk.fd(d));
    }

    /** Whether the guest reads, and has not seen the end: the end of a primary's input is the end of the guest's. */
    static boolean wanted() {
        return wanted && !ended;
    }

    static long consumed() {
        return consumed;
    }

    private static boolean isEntropy(FileDescriptor d) {
        return Scheduler.current() != null && DeviceFiles.isEntropy(d);
    }

    private static void want() {
        if (!wanted) {
            wanted = true;
            Hypercall.hint(Hints.STDIN_WANTED, 0, 0);
        }
    }

    private static void consumed(int n) {
        position += n;
        consumed += n;
        if (consumed - hinted >= CONSUMED_STEP) {
            hinted = consumed;
            Hypercall.hint(Hints.STDIN_WANTED, 0, consumed);
        }
    }

    static int read(FileInputStream f, FileDescriptor d, byte[] b, int off, int len) throws IOException {
        if (Children.isPipe(Jdk.fd(d))) {
            java.util.Objects.checkFromIndexSize(off, len, b.length);
            return len == 0 ? 0 : Children.read(Jdk.fd(d), b, off, len);
        }
        if (!isInput(d)) {
            return isEntropy(d) ? DeviceFiles.read(b, off, len) : Jdk.readBytes(f, b, off, len);
        }
        java.util.Objects.checkFromIndexSize(off, len, b.length);
        if (len == 0) {
            return 0;
        }
        want();
        while (position == buffer.length && !ended) {
            Scheduler.blockInDevice(READERS, Long.MAX_VALUE, false);
        }
        int n = Math.min(len, buffer.length - position);
        if (n == 0) {
            return -1;
        }
        System.arraycopy(buffer, position, b, off, n);
        consumed(n);
        return n;
    }

    static int read(FileInputStream f, FileDescriptor d) throws IOException {
        if (!isPipe(d) && !isEntropy(d)) {
            return Jdk.read0(f);
        }
        byte[] one = new byte[1];
        return read(f, d, one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    static int available(FileInputStream f, FileDescriptor d) throws IOException {
        if (Children.isPipe(Jdk.fd(d))) {
            return Children.available(Jdk.fd(d));
        }
        if (!isInput(d)) {
            return Jdk.available0(f);
        }
        want();
        return buffer.length - position;
    }

    /** The descriptors of the standard streams are the host's, and stay open for what is still to come out. */
    static void close(FileDescriptor d) throws IOException {
        int fd = Jdk.fd(d);
        if (Children.isPipe(fd)) {
            Children.close(d);
        } else if (Scheduler.current() != null && fd >= 0 && fd <= 2) {
            FileJdk.fd(d, -1);
        } else {
            FileJdk.close(d);
        }
    }

    // What only files can do

    static long length(FileInputStream f, FileDescriptor d) throws IOException {
        return isPipe(d) ? 0 : FileJdk.length(f);
    }

    static long position(FileInputStream f, FileDescriptor d) throws IOException {
        return isPipe(d) ? 0 : FileJdk.position(f);
    }

    static long skip(FileInputStream f, FileDescriptor d, long n) throws IOException {
        if (isPipe(d)) {
            throw new IOException("Illegal seek");
        }
        return FileJdk.skip(f, n);
    }

    static boolean isRegularFile(FileInputStream f, FileDescriptor d) {
        return !isPipe(d) && FileJdk.isRegularFile(f, d);
    }
}
