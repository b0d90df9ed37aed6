package io.ftjvm.agent.role;

import io.ftjvm.channel.StandardError;
import java.util.List;

/** The signals that end a program which does nothing about them, where there is no program to ask. */
final class StopSignals {
    private static final int HUP = 1;
    private static final int INT = 2;
    private static final int TERM = 15;
    private static final int SIGNALLED = 128;

    private StopSignals() {}

    static boolean contains(long number) {
        return number == HUP || number == INT || number == TERM;
    }

    /** Ends the process as the signal does. */
    static void halt(String who, long number) {
        StandardError.halt(SIGNALLED + (int) number, List.of("ftjvm: " + who + " stopped by signal " + number));
    }
}
