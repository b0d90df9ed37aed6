package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.net.guest.ManyConnections;
import io.ftjvm.agent.net.guest.OptionsAndAdaptors;
import io.ftjvm.agent.net.guest.Pipes;
import io.ftjvm.agent.net.guest.Selectors;
import io.ftjvm.agent.net.guest.SocketChannels;
import io.ftjvm.agent.net.guest.Sockets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
                OptionsAndAdaptors.class,
                ManyConnections.class
            })
    void theSameAsAPlainJvm(Class<?> guest) throws Exception {
        Path log = directory.resolve("log");
        Run plain = run(guest, null);
        assertThat(plain.err()).isEmpty();
        assertThat(plain.out()).isNotEmpty();

        Run recorded = run(guest, "record=" + log);
        assertThat(recorded.out()).as(recorded.err()).isEqualTo(plain.out());

        Run replayed = run(guest, "replay=" + log);
        assertThat(replayed.out()).as(replayed.err()).isEqualTo(recorded.out());
        assertThat(replayed.exitLine()).isEqualTo(recorded.exitLine()).startsWith("ftjvm: exit status=0");
    }

    private static String classes(Class<?> guest) {
        return guest.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private Run run(Class<?> guest, String agentOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JDK.resolve("bin/java").toString());
        if (agentOptions != null) {
            command.add("-javaagent:" + AGENT.toAbsolutePath() + "=" + agentOptions);
        }
        command.addAll(List.of("-cp", classes(guest), guest.getName()));
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
