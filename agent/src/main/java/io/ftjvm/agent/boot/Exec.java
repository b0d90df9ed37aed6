package io.ftjvm.agent.boot;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ftjvm.channel.StandardError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces this process by another program: same pid, same streams. Where that is impossible the program runs as a child,
 * which gets the signals this process gets, and whose status it exits with.
 */
final class Exec {
    private static final int LAST_STANDARD_STREAM = 2;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    private Exec() {}

    /** Does not return. */
    static void replaceProcess(CommandLine line) throws IOException {
        String reason;
        try {
            reason = "execv failed with error " + execv(line);
        } catch (LinkageError e) {
            reason = e.toString();
        }
        StandardError.line("ftjvm: exec is not possible here (" + reason + "), the guest runs in a child process");
        runAsChild(line);
    }

    /** Has the next program begin without the files, locks and sockets of this one; standard streams stay. */
    static void closeFilesOnExec() {
        Function fcntl = NativeLibrary.getProcess().getFunction("fcntl");
        String[] descriptors = new File("/proc/self/fd").list();
        for (String descriptor : descriptors == null ? new String[0] : descriptors) {
            int fd = Integer.parseInt(descriptor);
            if (fd > LAST_STANDARD_STREAM) {
                fcntl.invokeInt(new Object[] {fd, F_SETFD, FD_CLOEXEC});
            }
        }
    }

    private static int execv(CommandLine line) {
        List<Memory> keep = new ArrayList<>();
        Memory argv = new Memory((long) Long.BYTES * (line.arguments().size() + 1));
        for (int i = 0; i < line.arguments().size(); i++) {
            argv.setPointer((long) Long.BYTES * i, string(line.arguments().get(i), keep));
        }
        argv.setPointer((long) Long.BYTES * line.arguments().size(), Pointer.NULL);
        Function execv = NativeLibrary.getProcess().getFunction("execv");
        execv.invokeInt(new Object[] {string(line.executable(), keep), argv});
        return com.sun.jna.Native.getLastError();
    }

    private static Memory string(String s, List<Memory> keep) {
        byte[] bytes = s.getBytes(StandardCharsets.ISO_8859_1);
        Memory m = new Memory(bytes.length + 1L);
        m.write(0, bytes, 0, bytes.length);
        m.setByte(bytes.length, (byte) 0);
        keep.add(m);
        return m;
    }

    private static void runAsChild(CommandLine line) throws IOException {
        List<String> command = new ArrayList<>(line.arguments());
        command.set(0, line.executable());
        Process child = new ProcessBuilder(command).inheritIO().start();
        Thread forward = new Thread(
                () -> {
                    child.destroy();
                    awaitExit(child);
                },
                "ftjvm-child");
        Runtime.getRuntime().addShutdownHook(forward);
        Runtime.getRuntime().halt(awaitExit(child));
    }

    private static int awaitExit(Process child) {
        for (; ; ) {
            try {
                return child.waitFor();
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
