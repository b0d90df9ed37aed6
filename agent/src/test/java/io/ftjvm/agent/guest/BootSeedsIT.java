package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.guest.statics.HeapDump;
import io.ftjvm.agent.guest.statics.StaticsDiff.Difference;
import io.ftjvm.agent.guest.statics.VaryingStatics;
import io.ftjvm.agent.guest.statics.WholeJdk;
import io.ftjvm.bench.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JDK draws at boot is found, not remembered: the static fields of all its classes, and what hangs on them, are
 * compared between boots of a plain JVM, and between a guest and its replays, whose hosts do other things. What varies is in
 * a table with the reason why no guest sees it, or it is a mistake.
 */
class BootSeedsIT {
    /** Drawn from the system's entropy by the JVM itself, on each side. */
    private static final String OF_THE_HOST = "java.util.concurrent.ThreadLocalRandom.seeder";

    private static final List<String> MODULES = List.of("java.base", "java.logging", "jdk.crypto.ec");

    /** Nothing is to be collected: what the collector clears is the reference tests' affair. */
    private static final List<String> HEAP =
            List.of("-Xms800m", "-Xmx800m", "-Xmn600m", "-XX:MetaspaceSize=256m", GuestRunner.HASH_CODES_IN_DIGEST);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** There is a line for each thing that varies, and those that are drawn do vary: the test sees them. */
    @Test
    void whatVariesBetweenPlainJvmsIsInTheTable(@TempDir Path directory) throws IOException {
        String[] hashCodes = {"-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2"}; // they are no statics
        HeapDump one = dump(runner("a plain JVM").jvm(hashCodes), directory.resolve("one"));
        HeapDump other = dump(runner("another plain JVM").jvm(hashCodes), directory.resolve("other"));
        VaryingStatics table = table();
        assertThat(table.missing(one)).as("no such field").isEmpty();
        List<Difference> differences = table.ofPlainJvms(one, other);
        assertThat(table.unexpected(differences)).isEmpty();

        assertThat(table.seeds()).hasSizeGreaterThan(10);
        for (String seed : table.seeds()) {
            assertThat(table.without(seed).unexpected(differences))
                    .as("without the line of " + seed)
                    .singleElement()
                    .asString()
                    .startsWith("not in the table: " + seed);
        }
    }

    /** Whatever the two hosts do: write latencies, compile, collect, or have another environment. */
    @Test
    void aReplayHasTheSameStatics(@TempDir Path directory) throws IOException {
        Path log = directory.resolve("log");
        HeapDump recorded = dump(
                runner("recorded").agent("record=" + log + ",latency=" + directory.resolve("latency")),
                directory.resolve("recorded"));
        HeapDump replayed = dump(
                runner("replayed")
                        .replay(log)
                        .jvm("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                        .environment("TZ", "Asia/Tokyo")
                        .environment("FTJVM_LITMUS_REPLAY", "1"),
                directory.resolve("replayed"));
        assertThat(table().differences(recorded, replayed)).isEmpty();
        assertThat(table().without(OF_THE_HOST).differences(recorded, replayed))
                .as("without the line of " + OF_THE_HOST)
                .singleElement()
                .asString()
                .startsWith("not in the table: " + OF_THE_HOST);
    }

    /** The same of a primary, whose host waits for a backup and sends it the log, and its backup. */
    @Test
    void aBackupHasTheSameStatics(@TempDir Path directory) throws Exception {
        Path wait = Files.createFile(directory.resolve("wait"));
        Path arbiter = directory.resolve("arbiter");
        try (Instance primary = instance(directory.resolve("primary"), arbiter, wait)) {
            primary.awaitMessage(Pattern.compile("^ftjvm: primary .* unprotected"), PATIENCE);
            try (Instance backup = instance(
                    directory.resolve("backup"), arbiter, wait, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")) {
                backup.awaitMessage(Pattern.compile("^ftjvm: backup .* in lockstep"), PATIENCE);
                primary.awaitMessage(Pattern.compile("^ftjvm: primary .* protected"), PATIENCE);
                Files.delete(wait);
                for (Instance i : List.of(primary, backup)) {
                    assertThat(i.awaitExit(PATIENCE))
                            .as(() -> i.messages().toString())
                            .isZero();
                }
            }
        }
        assertThat(table().differences(read(directory.resolve("primary")), read(directory.resolve("backup"))))
                .isEmpty();
    }

    private static Instance instance(Path directory, Path arbiter, Path wait, String... jvm) throws IOException {
        Files.createDirectory(directory);
        List<String> command = new ArrayList<>(List.of(
                GuestRunner.JDK.resolve("bin/java").toString(),
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:HeapDumpPath=" + directory,
                "-javaagent:" + GuestRunner.AGENT + "=name=statics,timeout=60s,arbiter=file:" + arbiter));
        command.addAll(HEAP);
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", GuestRunner.CLASSES.toString(), WholeJdk.class.getName(), wait.toString()));
        command.addAll(MODULES);
        return Instance.start(command, line -> {});
    }

    private static VaryingStatics table() throws IOException {
        return VaryingStatics.of(release());
    }

    private static int release() throws IOException {
        return Files.readAllLines(GuestRunner.JDK.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> Integer.parseInt(line.replaceAll("\\D+(\\d+).*", "$1")))
                .findAny()
                .orElseThrow();
    }

    private static GuestRunner runner(String name) {
        return GuestRunner.of(
                        name,
                        WholeJdk.class,
                        Stream.concat(Stream.of("/no such file"), MODULES.stream())
                                .toList())
                .jvm(HEAP.toArray(new String[0]));
    }

    private static HeapDump dump(GuestRunner runner, Path directory) throws IOException {
        Files.createDirectory(directory);
        Run run = runner.jvm("-XX:+HeapDumpOnOutOfMemoryError", "-XX:HeapDumpPath=" + directory)
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out()).contains("done");
        return read(directory);
    }

    private static HeapDump read(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            List<Path> dumps = files.toList();
            assertThat(dumps).hasSize(1);
            return HeapDump.read(dumps.get(0));
        }
    }
}
