package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process device: every process that the guest has started. The JDK's classes above it are the real ones; pipes have
 * descriptors that no system has. Token holder only.
 */
public final class Children {
    /** Bytes in flight each way on a pipe: written and not yet taken, posted and not yet consumed. */
    public static final int WINDOW = 256 * 1024;

    /** What ends when the primary ends: the status of a process that SIGKILL has ended. */
    public static final int LOST = 128 + 9;

    /** Descriptors of pipes begin here: this and the number of the stream. */
    private static final int FIRST_DESCRIPTOR = 1 << 30;

    private static final int NOT_A_CHILD = -2;
    private static final byte[] NOTHING = new byte[0];

    private static final Map<Integer, Child> CHILDREN = new LinkedHashMap<>();

    /** By number of the system's: those that have not been waited for. */
    private static final Map<Long, Child> BY_PID = new LinkedHashMap<>();

    /**
     * When those started that have ended for the guest because the primary has: where that is not so for the system yet, it
     * is not to show. By number of the system's.
     */
    private static final Map<Long, Long> ENDED_WITH_PRIMARY = new LinkedHashMap<>();

    private static int started;
    private static Class<?> processType;

    private Children() {}

    static Class<?> processType() {
        return processType;
    }

    /** An interrupt of the device strikes; host mode. */
    static void interrupt(int kind, long id, byte[] data) {
        boolean ofStream = kind == Interrupts.PROC_DATA || kind == Interrupts.PROC_EOF;
        int fd = (int) id & 3;
        Child c = CHILDREN.get((int) (ofStream ? id >> 2 : id));
        if (c == null) {
            return;
        }
        switch (kind) {
            case Interrupts.PROC_STARTED:
                c.started(data);
                if (c.pid != 0) {
                    BY_PID.put(c.pid, c);
                }
                break;
            case Interrupts.PROC_DATA:
                c.arrived(fd, data);
                break;
            case Interrupts.PROC_EOF:
                c.ended(fd);
                break;
            case Interrupts.PROC_CREDIT:
                c.credited(new Answer(data).getInt());
                break;
            case Interrupts.PROC_BROKEN:
                c.broken();
                break;
            case Interrupts.PROC_EXIT:
                Answer a = new Answer(data);
                c.exited(a.getInt());
                if (a.more()) {
                    ENDED_WITH_PRIMARY.put(c.pid, c.startTime);
                }
                break;
            default:
                throw new IllegalStateException("no such interrupt");
        }
    }

    /**
     * Starts a process and waits for the outcome.
     *
     * @param fds as the native method has it: what each standard stream is to be; afterwards the guest's ends
     */
    static int start(
            Object process,
            int mode,
            byte[] program,
            byte[] arguments,
            int argc,
            byte[] environment,
            int envc,
            byte[] directory,
            int[] fds,
            boolean merged)
            throws IOException {
        processType = process.getClass();
        int[] streams = new int[3];
        for (int fd = 0; fd < 3; fd++) {
            streams[fd] = fds[fd] == -1 ? ProcessStart.PIPE : fds[fd] == fd ? ProcessStart.INHERIT : ProcessStart.NULL;
        }
        byte[] variables = environment;
        int count = envc;
        if (variables == null) {
            variables = environmentBlock();
            count = Environment.variables().length / 2;
        }
        byte[] absolute = directory == null ? null : Environment.absolute(directory);
        byte[] bytes =
                new ProcessStart(mode, program, arguments, argc, variables, count, absolute, streams, merged).encode();
        Child c = new Child(++started, streams);
        CHILDREN.put(c.number, c);
        Hypercall.output(Outputs.PROC_START, c.number, bytes, 0, bytes.length);
        try {
            c.awaitStart();
        } catch (IOException e) {
            CHILDREN.remove(c.number);
            throw e;
        }
        for (int fd = 0; fd < 3; fd++) {
            fds[fd] = streams[fd] == ProcessStart.PIPE ? FIRST_DESCRIPTOR + (int) c.stream(fd) : -1;
        }
        return (int) c.pid;
    }

    /** What a process inherits that is given no environment of its own. */
    private static byte[] environmentBlock() {
        byte[][] variables = Environment.variables();
        int length = 0;
        for (byte[] v : variables) {
            length += v.length + 1;
        }
        byte[] block = new byte[length];
        int n = 0;
        for (int i = 0; i < variables.length; i++) {
            System.arraycopy(variables[i], 0, block, n, variables[i].length);
            n += variables[i].length;
            block[n++] = (byte) (i % 2 == 0 ? '=' : 0);
        }
        return block;
    }

    /** The native method: waits for a process to end; what a guest's child is not is answered at once. */
    static int awaitExit(long pid, boolean reap) {
        Child c = BY_PID.get(pid);
        if (c == null) {
            return NOT_A_CHILD;
        }
        int status = c.awaitExit();
        if (reap) {
            BY_PID.remove(pid, c);
            forget(c);
        }
        return status;
    }

    /** Whether the process with this number that started then has ended with a primary. */
    static boolean endedWithPrimary(long pid, long startTime) {
        Long then = ENDED_WITH_PRIMARY.get(pid);
        return then != null && then == startTime;
    }

    /** A child that has not been waited for; null if {@code pid} is none. */
    static Child withPid(long pid) {
        return BY_PID.get(pid);
    }

    /** Those that have not been waited for. */
    static Child[] living() {
        return BY_PID.values().toArray(new Child[0]);
    }

    /** The native method. For processes that are not the guest's children the outcome is what can be expected. */
    static boolean destroy(long pid, long startTime, boolean forcibly) {
        long actual = Processes.isAlive(pid);
        if (actual < 0 || actual != startTime && actual != 0 && startTime != 0) {
            return false;
        }
        byte[] how = new Answer().putLong(actual).putByte(forcibly ? 1 : 0).toBytes();
        Hypercall.output(Outputs.PROC_DESTROY, pid, how, 0, how.length);
        return true;
    }

    private static void forget(Child c) {
        if (c.isForgotten() && BY_PID.get(c.pid) != c) {
            CHILDREN.remove(c.number);
        }
    }

    // Pipes

    /** Whether {@code fd} is a pipe of the device's. */
    static boolean isPipe(int fd) {
        return fd >= FIRST_DESCRIPTOR;
    }

    private static Child child(int fd) throws IOException {
        Child c = CHILDREN.get(fd - FIRST_DESCRIPTOR >> 2);
        if (c == null) {
            throw new IOException("Stream Closed");
        }
        return c;
    }

    static int read(int fd, byte[] b, int off, int len) throws IOException {
        return child(fd).read(fd & 3, b, off, len);
    }

    static int available(int fd) throws IOException {
        return child(fd).available(fd & 3);
    }

    static void write(int fd, byte[] b, int off, int len) throws IOException {
        child(fd).write(b, off, len);
    }

    static void close(FileDescriptor d) throws IOException {
        int fd = Jdk.fd(d);
        FileJdk.fd(d, -1);
        Child c = child(fd);
        c.close(fd & 3);
        forget(c);
    }

    // Go-live

    /**
     * The interrupts that tell the guest that its processes have ended with the old primary. One that was about to start
     * may or may not have done so. Token holder.
     */
    public static void endAll(InterruptSink sink) {
        byte[] status = new Answer().putInt(LOST).putByte(1).toBytes();
        for (Child c : CHILDREN.values()) {
            if (!c.isStarted()) {
                byte[] why = CString.encode("ftjvm: the primary was lost while it started the process");
                byte[] failed = new byte[why.length + 1];
                failed[0] = 1;
                System.arraycopy(why, 0, failed, 1, why.length);
                sink.post(Interrupts.PROC_STARTED, c.number, failed);
            } else if (!c.isExited()) {
                sink.post(Interrupts.PROC_EOF, c.stream(Child.STDOUT), NOTHING);
                sink.post(Interrupts.PROC_EOF, c.stream(Child.STDERR), NOTHING);
                sink.post(Interrupts.PROC_EXIT, c.number, status);
            }
        }
    }
}
