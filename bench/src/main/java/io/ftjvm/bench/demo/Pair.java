package io.ftjvm.bench.demo;

import io.ftjvm.bench.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The protected service: instances of one program, started with one command. Used by one thread, closed by any.
 */
final class Pair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROLE = "^ftjvm: %s \\S+ generation=\\d+ %s";
    private static final Pattern UNPROTECTED = Pattern.compile(String.format(ROLE, "primary", "unprotected\\b"));
    private static final Pattern PROTECTED = Pattern.compile(String.format(ROLE, "primary", "protected\\b"));
    private static final Pattern LOCKSTEP = Pattern.compile(String.format(ROLE, "backup", "in lockstep\\b"));
    private static final Pattern LIVE = Pattern.compile(String.format(ROLE, "primary", "live in ([0-9.]+) ms\\b"));
    private static final Pattern LISTENING = Pattern.compile("^listening on \\d+");

    private final List<String> command;
    private final Consumer<String> messages;
    private final List<Instance> started = new ArrayList<>();
    private Instance primary;
    private Instance backup;

    /**
     * A service.
     *
     * @param messages hears what the instances say on standard error, each line under its process id
     */
    Pair(Path agent, String options, Path program, int port, Consumer<String> messages) {
        command = List.of(
                Instance.java(),
                "-javaagent:" + agent + "=" + options,
                "-jar",
                program.toString(),
                Integer.toString(port));
        this.messages = messages;
    }

    /** Starts the first instance; returns when it serves. */
    void startPrimary() throws IOException, InterruptedException {
        primary = start();
        primary.awaitMessage(UNPROTECTED, PATIENCE);
        primary.awaitOutput(LISTENING, PATIENCE);
    }

    /** Starts another instance; returns when the service is protected. */
    void startBackup() throws IOException, InterruptedException {
        backup = start();
        backup.awaitMessage(LOCKSTEP, PATIENCE);
        primary.awaitMessage(PROTECTED, PATIENCE);
    }

    /**
     * Whether both run. On a machine so busy that a process stands still for longer than the failure detector waits, one
     * of them has taken the other for dead, and the loser of the test-and-set has ended.
     */
    boolean whole() {
        return primary.alive() && backup.alive();
    }

    /** Starts another instance beside the one that is left; returns when the service is protected again. */
    void mend() throws IOException, InterruptedException {
        if (!primary.alive()) {
            primary = backup;
        }
        startBackup();
    }

    /** Kills the primary; returns, when the backup is live, how many milliseconds it says that it took. */
    double killPrimary() throws IOException, InterruptedException {
        primary.kill();
        primary = backup;
        backup = null;
        return Double.parseDouble(primary.awaitMessage(LIVE, PATIENCE).group(1));
    }

    private Instance start() throws IOException {
        // A line may come before the process id is known to this thread; the holder makes it wait.
        Instance[] holder = new Instance[1];
        synchronized (holder) {
            holder[0] = Instance.start(command, line -> {
                synchronized (holder) {
                    messages.accept(holder[0].pid() + "  " + line);
                }
            });
        }
        synchronized (started) {
            started.add(holder[0]);
        }
        return holder[0];
    }

    @Override
    public void close() {
        synchronized (started) {
            started.forEach(Instance::close);
        }
    }
}
