package io.ftjvm.agent.role;

import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.Lockstep;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches whether the guest gets on. A thread that stays in native code keeps the token, and with it all the others; where
 * it should come back and does not, nobody else would say so. It only reports: whoever is slow is not wrong.
 */
final class Watchdog {
    private static final String NAME = "ftjvm-watchdog";
    private static final long INTERVAL_MILLIS = 250;

    /** One look for deadlocks, and at what is loaded, for so many at the token. */
    private static final int SECOND_ROUNDS = 4;

    private static final long NATIVE_NANOS = 500_000_000;
    private static final long JAVA_NANOS = 10_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long ordinal = -1;
    private Thread executing;
    private long since;
    private boolean told;

    private int round;
    private List<String> circle = List.of();
    private List<String> circleTold = List.of();

    /** Guest threads in a circle, as of the last look. */
    private static volatile int deadlocked;

    private Watchdog() {}

    /** Starts the thread. Called before the guest starts. */
    static void start() {
        Thread t = new Thread(Guest.hostThreadGroup(), new Watchdog()::run, NAME);
        t.setDaemon(true);
        t.start();
        // A report nobody sees: what it takes is loaded by now.
        report(t, "starts");
    }

    private void run() {
        try {
            for (; ; ) {
                Thread.sleep(INTERVAL_MILLIS);
                look(System.nanoTime());
                if (++round % SECOND_ROUNDS == 0) {
                    lookForDeadlocks();
                    Guest.checkClasses();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long now) {
        Thread t = Guest.executing();
        if (t == null || t != executing || Lockstep.ordinal != ordinal) {
            if (told) {
                StandardError.line("ftjvm: guest thread " + executing.getName() + " goes on after "
                        + (now - since) / NANOS_PER_MILLI + " ms");
            }
            executing = t;
            ordinal = Lockstep.ordinal;
            since = now;
            told = false;
            return;
        }
        if (told || now - since < NATIVE_NANOS) {
            return;
        }
        StackTraceElement[] stack = t.getStackTrace();
        boolean inNative = stack.length > 0 && stack[0].isNativeMethod();
        if (Lockstep.ordinal == ordinal && (inNative || now - since >= JAVA_NANOS)) {
            told = true;
            String what = (inNative ? "is in native code" : "is in a call of the JDK's") + " for "
                    + (now - since) / NANOS_PER_MILLI + " ms now, and the others wait";
            report(t, what).forEach(StandardError::line);
        }
    }

    /** How many guest threads wait for one another in a circle. Any thread. */
    static int deadlocked() {
        return deadlocked;
    }

    /** The JVM's own thread dump cannot tell, but shows the name of this thread. */
    private void lookForDeadlocks() {
        List<String> now = List.of(Guest.deadlocks());
        boolean certain = now.equals(circle);
        circle = now;
        if (!certain || now.equals(circleTold)) {
            return;
        }
        circleTold = now;
        deadlocked = now.size();
        Thread.currentThread()
                .setName(now.isEmpty() ? NAME : NAME + ": deadlock of guest threads: " + String.join(", ", now));
        for (String line : now) {
            StandardError.line("ftjvm: deadlock: guest thread " + line);
        }
    }

    private static List<String> report(Thread t, String what) {
        List<String> lines = new ArrayList<>();
        lines.add("ftjvm: guest thread " + t.getName() + " " + what);
        for (StackTraceElement e : t.getStackTrace()) {
            lines.add("ftjvm: stack    " + e);
        }
        return lines;
    }
}
