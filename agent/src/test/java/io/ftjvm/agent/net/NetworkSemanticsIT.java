package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.net.guest.AsyncChannels;
import io.ftjvm.agent.net.guest.Datagrams;
import io.ftjvm.agent.net.guest.HttpsClients;
import io.ftjvm.agent.net.guest.Ipv6;
import io.ftjvm.agent.net.guest.ManyConnections;
import io.ftjvm.agent.net.guest.ManyKeys;
import io.ftjvm.agent.net.guest.Multicast;
import io.ftjvm.agent.net.guest.OptionsAndAdaptors;
import io.ftjvm.agent.net.guest.Pipes;
import io.ftjvm.agent.net.guest.Selectors;
import io.ftjvm.agent.net.guest.SocketChannels;
import io.ftjvm.agent.net.guest.Sockets;
import io.ftjvm.agent.net.guest.TlsSockets;
import io.ftjvm.agent.net.guest.UnixSockets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The virtual network does what the real one does: each guest prints the same on a plain JVM, recorded, and replayed. The
 * JDK under test is the one of the system property {@code ftjvm.test.java}, by default this one.
 */
class NetworkSemanticsIT {
    private static final long TIMEOUT_SECONDS = 60;
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));

    @TempDir
    Path directory;

    private List<String> arguments = List.of();
    private Step betweenRuns = () -> {};
    private Step beforeReplay = () -> {};

    /** What a test does between others. */
    private interface Step {
        void run() throws IOException;
    }

    /** What a process printed. */
    private record Run(String out, String err) {
        String exitLine() {
            return err.lines()
                    .filter(l -> l.startsWith("ftjvm: exit "))
                    .findFirst()
                    .orElse("no exit line");
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Sockets.class,
                SocketChannels.class,
                Selectors.class,
                Pipes.class,
                Datagrams.class,
                AsyncChannels.class,
                Ipv6.class,
                ManyKeys.class,
                OptionsAndAdaptors.class,
                ManyConnections.class
            })
    void theSameAsAPlainJvm(Class<?> guest) throws Exception {
        sameEverywhere(guest);
    }

    /** The paths are the same each time, and a replay makes no file. */
    @Test
    void unixDomainSocketsToo() throws Exception {
        Path sockets = Files.createDirectory(directory.resolve("s"));
        arguments = List.of(sockets + "/");
        betweenRuns = () -> {
            try (Stream<Path> left = Files.list(sockets)) {
                for (Path p : left.toList()) {
                    Files.delete(p);
                }
            }
        };
        sameEverywhere(UnixSockets.class);
        assertThat(sockets).isEmptyDirectory();
    }

    /** The key store is gone when the guest is replayed: keys of sessions come from the log. */
    @ParameterizedTest
    @ValueSource(classes = {TlsSockets.class, HttpsClients.class})
    void encryptedToo(Class<?> guest) throws Exception {
        Path store = directory.resolve("keys");
        KeyStores.generate(JDK, store);
        arguments = List.of(store.toString());
        beforeReplay = () -> Files.delete(store);
        sameEverywhere(guest);
    }

    private void sameEverywhere(Class<?> guest) throws Exception {
        Path log = directory.resolve("log");
        Run plain = run(List.of(), guest);
        assertThat(plain.err()).isEmpty();
        assertThat(plain.out()).isNotEmpty();

        betweenRuns.run();
        Run recorded = run(List.of(agent("record=" + log)), guest);
        assertThat(recorded.out()).as(recorded.err()).isEqualTo(plain.out());

        betweenRuns.run();
        beforeReplay.run();
        Run replayed = run(List.of(agent("replay=" + log)), guest);
        assertSame(replayed, recorded);
        Run otherwise = run(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", agent("replay=" + log)), guest);
        assertSame(otherwise, recorded);
    }

    private static void assertSame(Run replayed, Run recorded) {
        assertThat(replayed.out()).as(replayed.err()).isEqualTo(recorded.out());
        assertThat(replayed.exitLine())
                .as(replayed.err())
                .isEqualTo(recorded.exitLine())
                .startsWith("ftjvm: exit status=0");
    }

    @Test
    void multicastIsRefusedByName() throws Exception {
        Run run = run(List.of(agent("record=" + directory.resolve("log"))), Multicast.class);
        assertThat(run.out().lines())
                .as(run.err())
                .allMatch(line -> line.contains("ftjvm: multicast is not supported: "))
                .anyMatch(line -> line.startsWith("join -> java.lang.UnsupportedOperationException: ")
                        && line.contains("230.0.0.1"))
                .anyMatch(line ->
                        line.startsWith("joinGroup -> java.net.SocketException: ") && line.contains("230.0.0.1"))
                .anyMatch(line -> line.startsWith("send -> java.net.SocketException: ") && line.contains("230.0.0.1"))
                .hasSize(Multicast.CHECKS);
    }

    private static String classes(Class<?> guest) {
        return guest.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static String agent(String options) {
        return "-javaagent:" + AGENT.toAbsolutePath() + "=" + options;
    }

    private Run run(List<String> jvmOptions, Class<?> guest) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JDK.resolve("bin/java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classes(guest), guest.getName()));
        command.addAll(arguments);
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        Process p = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        if (!p.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            p.destroyForcibly().waitFor();
        }
        return new Run(Files.readString(out.toPath()), Files.readString(err.toPath()));
    }
}
