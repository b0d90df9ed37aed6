package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.agent.pair.guest.Operated;
import io.ftjvm.bench.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to a pair: signals to one or the other, and lines on standard input. */
class ConsoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));
    private static final int SIGNALLED = 128;
    private static final int INT = 2;
    private static final int USR1 = 10;
    private static final int TERM = 15;

    @TempDir
    Path directory;

    private Instance start() throws IOException {
        return Instance.start(
                List.of(
                        // Who runs the tests may ignore INT, as what a shell starts in the background does.
                        "/usr/bin/env",
                        "--default-signal=HUP,INT,TERM",
                        JDK.resolve("bin/java").toString(),
                        "-javaagent:" + AGENT.toAbsolutePath() + "=name=operated,timeout=20s,arbiter=file:"
                                + directory.resolve("arbiter"),
                        "-cp",
                        "target/test-classes",
                        Operated.class.getName()),
                line -> {});
    }

    private Instance backup(Instance primary) throws IOException, InterruptedException {
        Instance backup = start();
        told(backup, "backup NAME in lockstep");
        told(primary, "primary NAME protected");
        return backup;
    }

    private static void told(Instance i, String words) throws IOException, InterruptedException {
        i.awaitMessage(Pattern.compile("^ftjvm: " + words.replace("NAME", "operated generation=\\d+")), PATIENCE);
    }

    private static void printed(Instance i, String line) throws IOException, InterruptedException {
        i.awaitOutput(Pattern.compile("^" + line + "$"), PATIENCE);
    }

    @Test
    void signalsAndInputGoToThePrimary() throws Exception {
        try (Instance primary = start()) {
            printed(primary, "ready");
            primary.send("one\n");
            printed(primary, "line one");
            try (Instance first = backup(primary)) {
                Service.signal(first, "TERM");
                assertThat(first.awaitExit(PATIENCE)).isEqualTo(SIGNALLED + TERM);
                told(first, "backup operated stopped by signal " + TERM);
            }
            told(primary, "primary NAME unprotected: the backup was lost");
            primary.send("two\n");
            printed(primary, "line two");

            try (Instance backup = backup(primary)) {
                // In lockstep it has the log; the guest has yet to get to where it installs the handler.
                await().atMost(PATIENCE).until(() -> handles(backup, USR1));
                Service.signal(backup, "USR1");
                told(backup, "backup operated ignores signal " + USR1);
                Service.signal(primary, "USR1");
                printed(primary, "signal USR1");
                primary.send("three\nhalf a li");
                printed(primary, "line three");

                primary.kill();
                told(backup, "primary NAME live in ");
                backup.send("four\n");
                printed(backup, "line (half a li)?four");
                Service.signal(backup, "USR1");
                printed(backup, "signal USR1");
                backup.sendEnd();
                printed(backup, "end of input");
                Service.signal(backup, "INT");
                printed(backup, "hook");
                assertThat(backup.awaitExit(PATIENCE)).isEqualTo(SIGNALLED + INT);
                assertThat(backup.messages()).noneMatch(m -> m.startsWith("ftjvm: divergence"));
            }
        }
    }

    private static boolean handles(Instance i, int signal) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + i.pid() + "/status"))) {
            if (line.startsWith("SigCgt:")) {
                return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 1L << signal - 1) != 0;
            }
        }
        throw new IOException("no signals in the status of a process");
    }
}
