package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.Channel;
import jdk.internal.misc.Unsafe;
import sun.nio.ch.SelChImpl;

/**
 * Processes as the system has them, for the host's side of the device. It does without the JDK's own classes above the
 * native methods: their reapers and tables are the guest's. Host threads.
 */
public final class RealProcesses {
    /** Of the process that the host keeps for itself; 0 if there is none. */
    private static volatile long own;

    private RealProcesses() {}

    /** What an output of kind {@link Outputs#PROC_START} asks for. */
    public static ProcessStart decode(byte[] output) {
        return ProcessStart.decode(output);
    }

    /**
     * Starts a process.
     *
     * @param fds what its standard streams are, descriptors of this process's
     * @return its number
     * @throws IOException with the message that the JDK's native method has for it
     */
    public static long start(ProcessStart s, int[] fds) throws IOException {
        byte[] directory = s.directory;
        if (directory == null && !java.util.Arrays.equals(s.guestDirectory, FileJdk.getcwd())) {
            directory = java.util.Arrays.copyOf(s.guestDirectory, s.guestDirectory.length + 1);
        }
        Object process;
        try {
            process = Unsafe.getUnsafe().allocateInstance(Children.processType());
        } catch (InstantiationException e) {
            throw new IllegalStateException(e);
        }
        return HostJdk.forkAndExec(
                process,
                s.mode,
                HostJdk.spawnHelper(),
                s.program,
                s.arguments,
                s.argc,
                s.environment,
                s.envc,
                directory,
                fds,
                s.merged);
    }

    /** Waits until a process that {@link #start} has started ends, and forgets it; its status. */
    public static int await(long pid) {
        return HostJdk.waitForProcessExit(pid, true);
    }

    /** When {@code pid} started, as {@code ProcessHandle} has it, or -1 if there is none. */
    public static long startTime(long pid) {
        return HostJdk.isAlive(pid);
    }

    /** Sends SIGTERM, or with {@code forcibly} SIGKILL, if that process is still the one that started then. */
    public static void destroy(long pid, long startTime, boolean forcibly) {
        HostJdk.destroy(pid, startTime, forcibly);
    }

    /** The number of a pipe's descriptor. */
    public static int descriptor(Channel c) {
        return ((SelChImpl) c).getFDVal();
    }

    /** The number of a stream's descriptor. */
    public static int descriptor(FileDescriptor d) {
        return Jdk.fd(d);
    }

    /** The guest does not find {@code pid} among its children. */
    public static void hide(long pid) {
        own = pid;
    }

    static boolean isHidden(long pid) {
        return pid == own;
    }
}
