package io.ftjvm.bench.demo;

import io.ftjvm.bench.LoadGenerator;
import java.io.PrintStream;
import java.util.Locale;

/** What the demo prints while it runs. Any thread. */
final class Progress {
    private static final long PERIOD_MILLIS = 1000;

    private final PrintStream out;
    private final long start = System.nanoTime();
    private String phase = "";
    private LoadGenerator load;
    private long lastCompleted;

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void phase(String name) {
        phase = name;
        say("== " + name);
    }

    /** A line with the time since the demo began. */
    synchronized void say(String text) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, text);
    }

    /** Prints the load's counters every second from now on. */
    void follow(LoadGenerator generator) {
        synchronized (this) {
            load = generator;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        for (; ; ) {
                            Thread.sleep(PERIOD_MILLIS);
                            counters();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "progress");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void counters() {
        long completed = load.completed();
        say(String.format(
                "   %-24s %8d requests (+%d)  %d errors",
                phase, completed, completed - lastCompleted, load.errors() + load.refusals()));
        lastCompleted = completed;
    }
}
