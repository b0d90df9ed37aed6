package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Instance;
import io.ftjvm.litmus.BootHashes;
import io.ftjvm.litmus.HttpEcho;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who links a class draws the hash code of its mirror: until the guest starts nobody may but two threads in a fixed order,
 * and what host code uses is linked in every role.
 */
class HostClassesIT {
    private static final Duration PATIENCE = Service.PATIENCE;
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));
    private static final Pattern INITIALIZING = Pattern.compile("^\\[(\\d+) *\\] *\\d+ Initializing '([^']+)'.*");

    @TempDir
    Path directory;

    /** A class that is initialised has just been linked, if it was not before. */
    @Test
    void theMainThreadAndTheOneThatSetsUpAreAlone() throws Exception {
        Path initialised = directory.resolve("initialised");
        try (Instance recorder = start(
                List.of("-Xlog:class+init=info:file=" + initialised + ":tid"),
                "record=" + directory.resolve("log"),
                BootHashes.class)) {
            assertThat(recorder.awaitExit(PATIENCE)).isZero();
        }
        Set<String> threads = new TreeSet<>();
        List<String> strangers = new ArrayList<>();
        boolean settingUp = false;
        for (String line : Files.readAllLines(initialised)) {
            Matcher m = INITIALIZING.matcher(line);
            if (!m.matches()) {
                continue;
            }
            if (m.group(2).equals("io/ftjvm/agent/role/GuestTransformer")) {
                assertThat(strangers).isEmpty();
                assertThat(threads).hasSize(2);
                return;
            }
            settingUp |= m.group(2).equals("io/ftjvm/agent/role/HostClasses");
            if (threads.isEmpty() || settingUp && threads.size() == 1) {
                threads.add(m.group(1));
            } else if (!threads.contains(m.group(1))) {
                strangers.add(line);
            }
        }
        throw new AssertionError("the log ends early: " + threads + " " + strangers);
    }

    /** Whatever options each of them has. */
    @ParameterizedTest
    @ValueSource(classes = {HttpEcho.class, BootHashes.class})
    void neitherRecorderNorReplayerLoadsAnotherClassOrSharesReferences(Class<?> guest) throws Exception {
        Path log = directory.resolve("log");
        for (String options : List.of(
                "record=" + log + ",strict=true,latency=" + directory.resolve("recorder.hlog"),
                "replay=" + log,
                "replay=" + log + ",strict=true,latency=" + directory.resolve("replayer.hlog"))) {
            try (Instance instance = start(List.of("-Dftjvm.tell.host.classes"), options, guest)) {
                assertThat(instance.awaitExit(PATIENCE))
                        .as(() -> instance.messages().toString())
                        .isZero();
                assertThat(instance.messages())
                        .filteredOn(m -> !m.startsWith("ftjvm: building the image"))
                        .hasSize(1)
                        .noneMatch(HostClassesIT::tells);
            }
        }
    }

    /** The backup compares each hash code that the guest prints with the primary's. */
    @Test
    void bothSidesOfAPairHaveTheSameHashCodes() throws Exception {
        Path wait = Files.createFile(directory.resolve("wait"));
        String options = "name=hashes,timeout=20s,arbiter=file:" + directory.resolve("arbiter");
        try (Instance primary =
                start(List.of("-Dftjvm.tell.host.classes"), options, BootHashes.class, wait.toString())) {
            primary.awaitMessage(Pattern.compile("^ftjvm: primary .* unprotected"), PATIENCE);
            try (Instance backup =
                    start(List.of("-Dftjvm.tell.host.classes"), options, BootHashes.class, wait.toString())) {
                backup.awaitMessage(Pattern.compile("^ftjvm: backup .* in lockstep"), PATIENCE);
                primary.awaitMessage(Pattern.compile("^ftjvm: primary .* protected"), PATIENCE);
                Files.delete(wait);
                assertThat(primary.awaitExit(PATIENCE))
                        .as(() -> primary.messages().toString())
                        .isZero();
                assertThat(backup.awaitExit(PATIENCE))
                        .as(() -> backup.messages().toString())
                        .isZero();
                assertThat(backup.messages()).noneMatch(HostClassesIT::tells);
            }
            assertThat(primary.messages()).noneMatch(HostClassesIT::tells);
            assertThat(primary.output()).hasSizeGreaterThan(5000);
        }
    }

    private static boolean tells(String message) {
        return message.startsWith("ftjvm: host class") || message.startsWith("ftjvm: host reference");
    }

    private static Instance start(List<String> jvm, String options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JDK.resolve("bin/java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-javaagent:" + AGENT + "=" + options, "-cp", "target/test-classes", main.getName()));
        command.addAll(List.of(arguments));
        return Instance.start(command, line -> {});
    }
}
