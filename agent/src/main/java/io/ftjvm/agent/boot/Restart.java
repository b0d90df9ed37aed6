package io.ftjvm.agent.boot;

import io.ftjvm.channel.StandardError;
import java.io.IOException;
import java.util.List;

/** Starts this process over, in place: a guest that has executed part of a log cannot go back in any other way. */
public final class Restart {
    private static final long PATIENCE_MILLIS = 10_000;

    private Restart() {}

    /**
     * Does not return. Any host thread. From here on host code does what the guest can notice (it loads JNA, for one), so
     * the guest's execution is worth nothing any more; it may even hold what is needed here, and then the process ends.
     */
    public static void now() {
        Thread t = new Thread(Restart::replace, "ftjvm-restart");
        t.setDaemon(true);
        t.start();
        try {
            t.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StandardError.halt(StartException.STATUS, List.of("ftjvm: cannot start over: the guest is in the way"));
    }

    private static void replace() {
        try {
            Exec.closeFilesOnExec();
            Exec.replaceProcess(CommandLine.ofThisProcess());
        } catch (IOException e) {
            StandardError.halt(StartException.STATUS, List.of("ftjvm: cannot start over: " + e.getMessage()));
        }
    }
}
