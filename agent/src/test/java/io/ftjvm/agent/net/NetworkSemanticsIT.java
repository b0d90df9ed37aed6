package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.net.guest.Datagrams;
import io.ftjvm.agent.net.guest.HttpsClients;
import io.ftjvm.agent.net.guest.ManyConnections;
import io.ftjvm.agent.net.guest.Multicast;
import io.ftjvm.agent.net.guest.OptionsAndAdaptors;
import io.ftjvm.agent.net.guest.Pipes;
import io.ftjvm.agent.net.guest.Selectors;
import io.ftjvm.agent.net.guest.SocketChannels;
import io.ftjvm.agent.net.guest.Sockets;
import io.ftjvm.agent.net.guest.TlsSockets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
                OptionsAndAdaptors.class,
                ManyConnections.class
            })
    void theSameAsAPlainJvm(Class<?> guest) throws Exception {
        sameEverywhere(guest, List.of());
    }

    /** The key store is gone when the guest is replayed: keys of sessions come from the log. */
    @ParameterizedTest
    @ValueSource(classes = {TlsSockets.class, HttpsClients.class})
    void encryptedToo(Class<?> guest) throws Exception {
        Path store = directory.resolve("keys");
        KeyStores.generate(JDK, store);
        sameEverywhere(guest, List.of(store.toString()));
    }

    private void sameEverywhere(Class<?> guest, List<String> arguments) throws Exception {
        Path log = directory.resolve("log");
        Run plain = run(List.of(), guest, arguments);
        assertThat(plain.err()).isEmpty();
        assertThat(plain.out()).isNotEmpty();

        Run recorded = run(List.of(agent("record=" + log)), guest, arguments);
        assertThat(recorded.out()).as(recorded.err()).isEqualTo(plain.out());

        for (String argument : arguments) {
            Files.delete(Path.of(argument));
        }
        Run replayed = run(List.of(agent("replay=" + log)), guest, arguments);
        assertSame(replayed, recorded);
        Run otherwise =
                run(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", agent("replay=" + log)), guest, arguments);
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
        Run run = run(List.of(agent("record=" + directory.resolve("log"))), Multicast.class, List.of());
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

    private Run run(List<String> jvmOptions, Class<?> guest, List<String> arguments)
            throws IOException, InterruptedException {
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
