package io.ftjvm.channel;

import io.ftjvm.guest.Lockstep;
import java.util.ArrayList;
import java.util.List;

/** The report when the guest does not do what the log says. */
final class Divergence {
    private static final String PREFIX = "ftjvm: divergence: ";

    private Divergence() {}

    /**
     * For standard error, a line each.
     *
     * @param expected what the log has here
     * @param actual what the guest did
     * @param before the entries before, oldest first
     */
    static List<String> report(String expected, String actual, List<Entry> before) {
        Thread thread = Thread.currentThread();
        List<String> lines = new ArrayList<>();
        lines.add(PREFIX + "at count=" + Lockstep.count + " ordinal=" + Lockstep.ordinal + " in guest thread "
                + thread.getName());
        lines.add(PREFIX + "expected " + expected);
        lines.add(PREFIX + "actual   " + actual);
        for (Entry entry : before) {
            lines.add(PREFIX + "before   " + entry);
        }
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = ofGuest(stack); i < stack.length; i++) {
            lines.add(PREFIX + "stack    " + stack[i]);
        }
        return lines;
    }

    /** Where the guest's own frames begin: after the call that asks for the stack, and the agent's. */
    private static int ofGuest(StackTraceElement[] stack) {
        int i = 1;
        while (i < stack.length && isOfAgent(stack[i].getClassName())) {
            i++;
        }
        return i < stack.length ? i : 0;
    }

    private static boolean isOfAgent(String className) {
        return className.startsWith("io.ftjvm.channel.")
                || className.startsWith("io.ftjvm.guest.")
                || className.equals("java.lang.Ftjvm");
    }
}
