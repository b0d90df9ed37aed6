package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Instance;
import io.ftjvm.channel.HaltHandler;
import io.ftjvm.litmus.ShownAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that does not do what its primary did says so and ends; it never serves, and the primary goes on. */
class DivergedBackupIT {
    private static final Duration PATIENCE = Service.PATIENCE;
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));

    @TempDir
    Path directory;

    @Test
    void itEndsWithStatus86AndThePrimaryGoesOn() throws Exception {
        Path file = directory.resolve("now");
        try (Instance primary = start(file)) {
            primary.awaitMessage(Pattern.compile("^ftjvm: primary .* unprotected"), PATIENCE);
            try (Instance backup = start(file)) {
                primary.awaitMessage(Pattern.compile("^ftjvm: primary .* protected"), PATIENCE);
                Files.createFile(file);

                assertThat(backup.awaitExit(PATIENCE))
                        .as(() -> backup.messages().toString())
                        .isEqualTo(HaltHandler.DIVERGENCE);
                assertThat(backup.messages())
                        .anyMatch(m -> m.startsWith("ftjvm: divergence: at count="))
                        .noneMatch(m -> m.contains(" live in "));
                assertThat(backup.output()).isEmpty();
            }
            primary.awaitMessage(Pattern.compile("^ftjvm: primary .* unprotected: the backup was lost"), PATIENCE);
            Files.delete(file);
            assertThat(primary.awaitExit(PATIENCE))
                    .as(() -> primary.messages().toString())
                    .isZero();
            assertThat(primary.output()).hasSize(2).last().isEqualTo("went on");
        }
    }

    private Instance start(Path file) throws IOException {
        return Instance.start(
                List.of(
                        JDK.resolve("bin/java").toString(),
                        "-javaagent:" + AGENT + "=name=diverged,timeout=20s,arbiter=file:"
                                + directory.resolve("arbiter"),
                        "-cp",
                        "target/test-classes",
                        ShownAddress.class.getName(),
                        "later",
                        file.toString()),
                line -> {});
    }
}
