package io.ftjvm.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that was started here, with everything it has printed. Killed when closed. Any thread, but one that waits
 * for a line at a time per stream.
 */
public final class Instance implements AutoCloseable {
    private static final Duration DEATH = Duration.ofSeconds(10);

    private final Process process;
    private final Lines output;
    private final Lines messages;

    private Instance(Process process, Consumer<String> onMessage) {
        this.process = process;
        output = new Lines(process.getInputStream(), line -> {});
        messages = new Lines(process.getErrorStream(), onMessage);
    }

    /**
     * Starts a process.
     *
     * @param onMessage called with each line of standard error, by a thread of the instance's own
     */
    public static Instance start(List<String> command, Consumer<String> onMessage) throws IOException {
        return new Instance(new ProcessBuilder(command).start(), onMessage);
    }

    /** The {@code java} to start programs with: of JAVA_HOME if that is set, else of the path. */
    public static String java() {
        String home = System.getenv("JAVA_HOME");
        return home == null || home.isEmpty() ? "java" : home + "/bin/java";
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Lines of standard output so far. */
    public List<String> output() {
        return output.all();
    }

    /** Lines of standard error so far. */
    public List<String> messages() {
        return messages.all();
    }

    /**
     * Waits for the next line of standard output that contains {@code pattern}, starting behind the one last waited for.
     *
     * @throws IOException if the process ends first, or the time does
     */
    public Matcher awaitOutput(Pattern pattern, Duration limit) throws IOException, InterruptedException {
        return await(output, pattern, limit);
    }

    /** As {@link #awaitOutput}, of standard error. */
    public Matcher awaitMessage(Pattern pattern, Duration limit) throws IOException, InterruptedException {
        return await(messages, pattern, limit);
    }

    /** Writes to its standard input. */
    public void send(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends its standard input. */
    public void sendEnd() throws IOException {
        process.getOutputStream().close();
    }

    /** Kills it with SIGKILL and waits until it is gone; what it has printed until then will be read. */
    public void kill() throws InterruptedException {
        // Process.destroyForcibly would close the streams, too, and lose what is on its way.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(DEATH.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("process " + pid() + " survives SIGKILL");
        }
    }

    /** The exit status, once it has ended. */
    public int awaitExit(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("process " + pid() + " did not end within " + limit);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Matcher await(Lines lines, Pattern pattern, Duration limit) throws IOException, InterruptedException {
        Matcher match = lines.await(pattern, limit);
        if (match == null) {
            String what = alive() ? " did not print '" + pattern + "' within " + limit.toSeconds() + " s" : " ended";
            throw new IOException(
                    "process " + pid() + what + "; it had printed " + output() + " and, as errors, " + messages());
        }
        return match;
    }

    /** Collects the lines of a stream. */
    private static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private int awaited;
        private boolean ended;

        Lines(InputStream in, Consumer<String> onLine) {
            Thread reader = new Thread(() -> read(in, onLine), "process-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream in, Consumer<String> onLine) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line);
                    onLine.accept(line);
                }
            } catch (IOException e) {
                // The stream of a killed process may end like this.
                add("[" + e + "]");
            } finally {
                end();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        synchronized Matcher await(Pattern pattern, Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            for (; ; ) {
                while (awaited < lines.size()) {
                    Matcher matcher = pattern.matcher(lines.get(awaited++));
                    if (matcher.find()) {
                        return matcher;
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (ended || left <= 0) {
                    return null;
                }
                wait(left);
            }
        }
    }
}
