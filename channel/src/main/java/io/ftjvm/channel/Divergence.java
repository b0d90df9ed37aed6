package io.ftjvm.channel;

import io.ftjvm.guest.Lockstep;
import io.ftjvm.guest.Traps;
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
        advise(lines, expected + actual, Traps.STACK_OVERFLOW, "a StackOverflowError", "-Xss");
        advise(lines, expected + actual, Traps.OUT_OF_MEMORY, "an OutOfMemoryError", "-Xmx");
        for (Entry entry : before) {
            lines.add(PREFIX + "before   " + entry);
        }
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = ofGuest(stack); i < stack.length; i++) {
            lines.add(PREFIX + "stack    " + stack[i]);
        }
        return lines;
    }

    /** Says of an error that the JVM throws in its own time what it is. */
    private static void advise(List<String> lines, String entries, int trap, String error, String option) {
        if (entries.contains(Traps.name(trap))) {
            lines.add(PREFIX + error + " struck on one side only, or elsewhere: where it does depends on the JVM's"
                    + " compilers and memory, so the guest must not come near it; start every side with the same, larger "
                    + option);
        }
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
