package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.ftjvm.bench.Instance;
import io.ftjvm.litmus.memory.SurvivingReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pair with unlike collectors and small heaps whose primary dies: the backup has seen references cleared where the primary
 * did, or it would have diverged, neither has kept what a plain JVM lets go, and what the backup drops from then on is cleared
 * by its own collector.
 *
 * <p>System property {@code ftjvm.references.seconds}: how long the pair goes on before. From a minute on its heaps are
 * measured: what a collection leaves in them may not grow.
 */
class ReferenceFailoverIT {
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));
    private static final int ROUNDS = 1_000_000;
    private static final int SECONDS = Integer.getInteger("ftjvm.references.seconds", 0);
    private static final int MEASURED_SECONDS = 60;
    private static final int SPANS = 10;

    private static final int NOISE_MB = 3;
    private static final Pattern COLLECTED = Pattern.compile("Pause Full \\(Diagnostic Command\\).*\\d+M->(\\d+)M\\(");

    @TempDir
    Path directory;

    @Test
    void clearingIsTheSameUntilItGoesLiveAndRealFromThenOn() throws Exception {
        try (Instance primary = start("primary", "-XX:+UseSerialGC")) {
            primary.awaitMessage(Pattern.compile("^ftjvm: primary .* unprotected"), Service.PATIENCE);
            primary.awaitOutput(Pattern.compile("^7: "), Service.PATIENCE);
            try (Instance backup = start("backup", "-XX:+UseParallelGC")) {
                primary.awaitMessage(Pattern.compile("^ftjvm: primary .* protected"), Service.PATIENCE);
                int joined = primary.output().size();
                goOn(primary, backup, joined + 20);
                primary.kill();
                backup.awaitMessage(Pattern.compile("^ftjvm: primary .* live in "), Service.PATIENCE);
                int last = primary.output().size();
                awaitRound(backup, last + 20);
                assertThat(backup.messages()).noneMatch(m -> m.startsWith("ftjvm: divergence"));
                assertThat(backup.alive()).isTrue();
                assertConsecutive(primary.output(), backup.output());
                if (SECONDS >= MEASURED_SECONDS) {
                    assertNothingGrows("primary");
                    assertNothingGrows("backup");
                }
            }
        }
    }

    /** Waits for that round, and then until the time is over; meanwhile the heaps of both are measured. */
    private void goOn(Instance primary, Instance backup, int round) throws IOException, InterruptedException {
        awaitRound(primary, round);
        int until = round;
        long start = System.nanoTime();
        for (int span = 1; SECONDS >= MEASURED_SECONDS && span <= SPANS; span++) {
            while (System.nanoTime() - start < SECONDS * 1_000_000_000L * span / SPANS) {
                awaitRound(primary, ++until);
            }
            collect(primary);
            collect(backup);
        }
    }

    /** A collection that no guest has asked for. */
    private static void collect(Instance instance) throws IOException, InterruptedException {
        int status = new ProcessBuilder(JDK.resolve("bin/jcmd").toString(), Long.toString(instance.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        assertThat(status).as("status of jcmd").isZero();
    }

    private void assertNothingGrows(String name) throws IOException {
        List<Integer> left = new ArrayList<>();
        for (String line : Files.readAllLines(heapLog(name))) {
            Matcher m = COLLECTED.matcher(line);
            if (m.find()) {
                left.add(Integer.valueOf(m.group(1)));
            }
        }
        System.out.println(name + ": MB in use after a collection, in each tenth of the time: " + left);
        assertThat(left).as(name).hasSize(SPANS);
        assertThat(left.get(SPANS - 1)).as(name + ": " + left).isLessThanOrEqualTo(left.get(0) + NOISE_MB);
    }

    private Path heapLog(String name) {
        return directory.resolve(name + "-gc.log");
    }

    /** Waits for a line of that round or, where lines have been waited for already, a later one. */
    private static void awaitRound(Instance instance, int round) throws IOException, InterruptedException {
        for (int n = -1; n < round; ) {
            n = Integer.parseInt(instance.awaitOutput(Pattern.compile("^(\\d+): "), Service.PATIENCE)
                    .group(1));
        }
    }

    /** The two printed one run: every round is there, and one that both printed was the same. */
    private static void assertConsecutive(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        for (String line : second) {
            int round = Integer.parseInt(line.substring(0, line.indexOf(':')));
            if (round < all.size()) {
                assertThat(line).isEqualTo(all.get(round));
            } else {
                all.add(line);
            }
        }
        for (int round = 0; round < all.size(); round++) {
            assertThat(all.get(round)).startsWith(round + ": ");
        }
    }

    private Instance start(String name, String collector) throws IOException {
        String caches = Caffeine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Instance.start(
                List.of(
                        JDK.resolve("bin/java").toString(),
                        collector,
                        "-Xmx64m",
                        "-Xlog:gc:file=" + heapLog(name) + ":uptime",
                        "-javaagent:" + AGENT + "=name=references,timeout=20s,arbiter=file:"
                                + directory.resolve("arbiter"),
                        "-cp",
                        "target/test-classes:" + caches,
                        SurvivingReferences.class.getName(),
                        Integer.toString(ROUNDS)),
                line -> {});
    }
}
