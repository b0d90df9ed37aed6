package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Instances of one protected service. System properties as for {@code GuestRunner}: {@code ftjvm.test.java}, {@code
 * ftjvm.agent.jar}; and {@code ftjvm.pair.options}, further options of the agent.
 *
 * <p>Closing it kills what is left. One thread.
 */
final class Service implements AutoCloseable {
    /** Exit status of who lost the test-and-set. */
    static final int FENCED = 87;

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));
    private static final String MORE = System.getProperty("ftjvm.pair.options", "");
    private static final String NAME = "pair-test";

    final int port;
    private final Sample sample;
    private final Path arbiter;
    private final String[] more;
    private final List<Instance> started = new ArrayList<>();

    /** @param more arguments after the port */
    Service(Sample sample, Path arbiter, String... more) throws IOException {
        this.more = more;
        this.sample = sample;
        this.arbiter = arbiter;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /** Starts an instance the usual way. */
    Instance start() throws IOException {
        return start(sample.jar(), Integer.toString(port));
    }

    /** Starts an instance of another jar or with another argument. */
    Instance start(Path jar, String argument) throws IOException {
        String options = "name=" + NAME + ",arbiter=file:" + arbiter + (MORE.isEmpty() ? "" : "," + MORE);
        List<String> command = new ArrayList<>(List.of(
                JDK.resolve("bin/java").toString(),
                "-javaagent:" + AGENT + "=" + options,
                "-jar",
                jar.toString(),
                argument));
        command.addAll(List.of(more));
        Instance instance = Instance.start(command, line -> {});
        started.add(instance);
        return instance;
    }

    /** Starts the first instance; returns when it serves. */
    Instance primary() throws IOException, InterruptedException {
        Instance instance = start();
        await(instance, "primary NAME unprotected");
        instance.awaitOutput(Pattern.compile("^listening on "), PATIENCE);
        return instance;
    }

    /** Starts another; returns when both say that the service is protected. */
    Instance backup(Instance primary) throws IOException, InterruptedException {
        Instance instance = start();
        inLockstep(primary, instance);
        return instance;
    }

    /**
     * A pair may break by itself: where threads stand still for longer than the failure detector waits, one takes the other
     * for dead, and the loser of the test-and-set ends. Starts others until both run; returns primary and backup.
     */
    List<Instance> whole(Instance primary, Instance backup) throws IOException, InterruptedException {
        Instance p = primary;
        Instance b = backup;
        for (int n = 0; !p.alive() || !b.alive(); n++) {
            assertThat(n).as(() -> "pairs broken by themselves" + describe()).isLessThan(5);
            Instance left = p.alive() ? p : b;
            Instance ended = p.alive() ? b : p;
            assertThat(ended.awaitExit(PATIENCE)).as(this::describe).isEqualTo(FENCED);
            p = left;
            b = backup(p);
        }
        return List.of(p, b);
    }

    void inLockstep(Instance primary, Instance backup) throws IOException, InterruptedException {
        await(backup, "backup NAME in lockstep");
        await(primary, "primary NAME protected");
    }

    /** Waits until a backup has taken over. */
    double live(Instance backup) throws IOException, InterruptedException {
        return Double.parseDouble(
                await(backup, "primary NAME live in ([0-9.]+) ms").group(1));
    }

    /**
     * Waits for the next message in which {@code words} begin the line; NAME stands for name and generation.
     */
    Matcher await(Instance instance, String words) throws IOException, InterruptedException {
        return instance.awaitMessage(pattern(words), PATIENCE);
    }

    private static Pattern pattern(String words) {
        return Pattern.compile("^ftjvm: " + words.replace("NAME", NAME + " generation=\\d+") + "\\b");
    }

    /** The arbiter's address. */
    String arbiter() {
        return "file:" + arbiter;
    }

    String name() {
        return NAME;
    }

    /** Sends a signal, by the name {@code kill} knows. */
    static void signal(Instance instance, String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(instance.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("status of kill").isZero();
    }

    /** Stops a process and waits until none of its threads runs: the signal itself is only a request. */
    static void stop(Instance instance) throws IOException, InterruptedException {
        signal(instance, "STOP");
        Path tasks = Path.of("/proc/" + instance.pid() + "/task");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> all = Files.list(tasks)) {
                return all.allMatch(Service::isStopped);
            }
        });
    }

    /** The state of a thread is the letter behind its name, which is in brackets: proc(5). */
    private static boolean isStopped(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return stat.startsWith(") T ", stat.lastIndexOf(')'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Standard output of all instances, in the order of their starts. */
    List<String> output() {
        return started.stream().flatMap(i -> i.output().stream()).toList();
    }

    /** What all instances have printed has everything that clients know of; the last of it may still be on its way. */
    void assertPrinted(Sample.Load load) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        load.checkOutput(output()).examples())
                .as(() -> "standard output" + describe())
                .isEmpty());
    }

    /** Whether any instance has found that it does not do what its primary did. */
    boolean diverged() {
        return started.stream()
                .flatMap(i -> i.messages().stream())
                .anyMatch(line -> line.startsWith("ftjvm: divergence"));
    }

    /** What every instance has said, for a failure. */
    String describe() {
        StringBuilder text = new StringBuilder("\n");
        for (Instance instance : started) {
            text.append("--- process ").append(instance.pid()).append(instance.alive() ? " runs\n" : " has ended\n");
            instance.messages().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    @Override
    public void close() {
        started.forEach(Instance::close);
    }
}
