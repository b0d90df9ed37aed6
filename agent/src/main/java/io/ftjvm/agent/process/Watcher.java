package io.ftjvm.agent.process;

import io.ftjvm.guest.ProcessStart;
import io.ftjvm.guest.RealProcesses;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;

/**
 * Sees to it that the guest's processes end with this one, however it ends: a shell that reads from a pipe which of them
 * there are, and kills them when the pipe ends. The kernel could do that by itself (PR_SET_PDEATHSIG), if the process said
 * so between fork and exec, where there is nothing of ours.
 */
final class Watcher {
    private static final String SHELL = "/bin/sh";
    private static final String NULL_DEVICE = "/dev/null";

    /** As the JDK numbers its ways to start a process: posix_spawn. */
    private static final int SPAWN = 2;

    /** A process is known by its number and by when it started, the twentieth word after its name. */
    private static final String SCRIPT = String.join(
            "\n",
            "trap '' HUP INT QUIT TERM PIPE",
            "started() { read -r s < /proc/$1/stat && set -- ${s##*) } && echo ${20}; }",
            "while read -r what pid; do",
            "  case $what in",
            "    +) all=\"$all $pid:$(started $pid)\" ;;",
            "    -) left=; for e in $all; do [ ${e%%:*} = $pid ] || left=\"$left $e\"; done; all=$left ;;",
            "    .) exit ;;",
            "  esac",
            "done",
            "for e in $all; do [ \"$(started ${e%%:*})\" = \"${e#*:}\" ] && kill -9 ${e%%:*}; done");

    private OutputStream pipe;

    /** Starts it, if it does not run. */
    synchronized void start() throws IOException {
        if (pipe != null) {
            return;
        }
        Pipe p = SelectorProvider.provider().openPipe();
        try (Pipe.SourceChannel theirs = p.source();
                FileOutputStream out = new FileOutputStream(NULL_DEVICE)) {
            int nowhere = RealProcesses.descriptor(out.getFD());
            int[] fds = {RealProcesses.descriptor(theirs), nowhere, nowhere};
            long pid = RealProcesses.start(ProcessStart.ofHost(SPAWN, SHELL, "-c", SCRIPT), fds);
            RealProcesses.hide(pid);
            pipe = Channels.newOutputStream(p.sink());
        } catch (IOException e) {
            p.sink().close();
            throw new IOException(
                    "ftjvm: " + SHELL + ", which is to end processes with this one, cannot be started: "
                            + e.getMessage(),
                    e);
        }
    }

    /** A process of the guest's. */
    synchronized void add(long pid) throws IOException {
        try {
            say("+ " + pid);
        } catch (IOException e) {
            pipe = null;
            throw new IOException(
                    "ftjvm: the shell that is to end processes with this one has gone: " + e.getMessage(), e);
        }
    }

    synchronized void remove(long pid) {
        sayQuietly("- " + pid);
    }

    /** The processes may live on. */
    synchronized void dismiss() {
        if (pipe != null) {
            sayQuietly(".");
        }
    }

    private void sayQuietly(String line) {
        try {
            say(line);
        } catch (IOException e) {
            // It has gone; the next process to be started finds that out.
            return;
        }
    }

    private void say(String line) throws IOException {
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
