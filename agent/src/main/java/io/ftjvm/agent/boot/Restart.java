package io.ftjvm.agent.boot;

import io.ftjvm.channel.StandardError;
import java.io.IOException;
import java.util.List;

/** Starts this process over, in place: a guest that has executed part of a log cannot go back in any other way. */
public final class Restart {
    private Restart() {}

    /** Does not return. Any host thread. */
    public static void now() {
        try {
            Exec.replaceProcess(CommandLine.ofThisProcess());
        } catch (IOException e) {
            StandardError.halt(StartException.STATUS, List.of("ftjvm: cannot start over: " + e.getMessage()));
        }
    }
}
