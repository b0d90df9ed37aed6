package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A guest's process while it runs. Closing it kills what is left of it. */
final class RunningGuest implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Process process;
    private final Path directory;

    RunningGuest(String name, List<String> command, Process process, Path directory) {
        this.name = name;
        this.command = command;
        this.process = process;
        this.directory = directory;
    }

    long pid() {
        return process.pid();
    }

    /** What it has written to standard output so far. */
    String out() {
        return read("out");
    }

    /** Sends it a signal, by the name {@code kill} knows. */
    void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(status).as("status of kill").isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end. A process that does not end in time is asked for its threads, and killed. */
    Run await(long time, TimeUnit unit) {
        try {
            if (process.waitFor(time, unit)) {
                return new Run(name, command, pid(), process.exitValue(), out(), read("err"));
            }
            String threads = threads();
            return new Run(name, command, pid(), Run.TIMEOUT, out(), read("err") + threads);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A dump of its threads, by jcmd; by a signal, and so in its own standard output, if the JVM does not answer. */
    private String threads() throws InterruptedException {
        Path dump = directory.resolve("threads");
        try {
            Process jcmd = new ProcessBuilder(
                            GuestRunner.JDK.resolve("bin/jcmd").toString(), Long.toString(pid()), "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(dump.toFile())
                    .start();
            if (jcmd.waitFor(10, TimeUnit.SECONDS)) {
                return "\n--- threads\n" + read("threads");
            }
            jcmd.destroyForcibly();
            int before = out().length();
            signal("QUIT");
            TimeUnit.SECONDS.sleep(2);
            return "\n--- threads\n" + out().substring(before);
        } catch (IOException e) {
            return "\n--- no threads: " + e;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return new String(Files.readAllBytes(directory.resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
