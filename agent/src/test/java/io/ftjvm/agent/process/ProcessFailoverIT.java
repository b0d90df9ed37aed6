package io.ftjvm.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.agent.process.guest.Parent;
import io.ftjvm.bench.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with processes of its own, before and after the primary is killed. */
class ProcessFailoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));

    @TempDir
    Path directory;

    private Instance start() throws IOException {
        String classes =
                Parent.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        return Instance.start(
                List.of(
                        JDK.resolve("bin/java").toString(),
                        "-javaagent:" + AGENT.toAbsolutePath() + "=name=parent,timeout=20s,arbiter=file:"
                                + directory.resolve("arbiter"),
                        "-cp",
                        classes,
                        Parent.class.getName()),
                line -> {});
    }

    private static void awaitMessage(Instance i, String words) throws IOException, InterruptedException {
        i.awaitMessage(Pattern.compile("^ftjvm: " + words.replace("NAME", "parent generation=\\d+")), PATIENCE);
    }

    private static long awaitNumber(Instance i, String words) throws IOException, InterruptedException {
        return Long.parseLong(
                i.awaitOutput(Pattern.compile("^" + words + "$"), PATIENCE).group(1));
    }

    @Test
    void processesEndWithThePrimaryAndNewOnesAreStarted() throws Exception {
        try (Instance primary = start()) {
            long talker = awaitNumber(primary, "talker (\\d+) is ready");
            long deaf = awaitNumber(primary, "deaf (\\d+)");
            try (Instance backup = start()) {
                awaitMessage(backup, "backup NAME in lockstep");
                awaitMessage(primary, "primary NAME protected");
                assertThat(runs(talker) && runs(deaf)).isTrue();

                primary.kill();
                awaitMessage(backup, "primary NAME live in ");
                backup.awaitOutput(Pattern.compile("^next: "), PATIENCE);
                assertThat(backup.output())
                        .as(() -> backup.messages().toString())
                        .containsSubsequence(
                                "talker: Broken pipe",
                                "talker 137, deaf 137",
                                "children 0, there false",
                                "next: started anew, 3")
                        .contains("writer: Broken pipe")
                        .anyMatch(line -> line.startsWith("then null, alive "));
                await().atMost(PATIENCE).until(() -> !runs(talker) && !runs(deaf));
                assertThat(backup.messages()).noneMatch(m -> m.startsWith("ftjvm: divergence"));
            }
        }
    }

    /** Whether there is such a process, and not only its status left for whoever inherits it. */
    private static boolean runs(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
