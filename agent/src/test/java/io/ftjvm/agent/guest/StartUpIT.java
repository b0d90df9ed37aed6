package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.litmus.Arguments;
import io.ftjvm.litmus.Nothing;
import io.ftjvm.litmus.Terminated;
import io.ftjvm.litmus.UncaughtInMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beginnings and ends are those of a plain JVM: arguments, streams, process id, exit status, signals. */
class StartUpIT {
    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void log() {
        log = directory.resolve("log");
    }

    @Test
    void theVersionIsPrinted() {
        Run run = GuestRunner.command("version", "-version").record(log).run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.err()).contains("Runtime Environment");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMainThatReturnsAtOnceEndsWell() {
        Run run = GuestRunner.of("nothing", Nothing.class).record(log).run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).as(run::describe).hasSize(1).allMatch(line -> line.startsWith("ftjvm: exit "));
    }

    @Test
    void argumentsAndPropertiesArrive() {
        Run run = GuestRunner.of(
                        "arguments", Arguments.class, "", "a b", "\"quoted\"", "$HOME *", "-version", "@x", "\u2603")
                .jvm("-Dlitmus.property=with a space", "-ea")
                .environment("LC_ALL", "C.UTF-8")
                .record(log)
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out().lines())
                .as(run::describe)
                .contains("[]", "[a b]", "[\"quoted\"]", "[$HOME *]", "[-version]", "[@x]", "[\u2603]")
                .contains("property with a space", "assertions true");
    }

    @Test
    void theProcessStaysTheSame() {
        Run run = GuestRunner.of("pid", Arguments.class).record(log).run();
        assertThat(run.out().lines()).as(run::describe).contains("pid " + run.pid());
    }

    @Test
    void optionsInTheEnvironmentCount() {
        Run run = GuestRunner.command("environment", Arguments.class.getName(), "x")
                .environment("CLASSPATH", GuestRunner.CLASSES.toString())
                .environment("JDK_JAVA_OPTIONS", "-Dlitmus.property=environment")
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + GuestRunner.AGENT + "=record=" + log)
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out().lines()).as(run::describe).contains("[x]", "property environment");
        assertThat(run.exitLine()).as(run::describe).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "42, 42", "255, 255", "256, 0"})
    void theExitStatusPasses(String asked, int status) {
        Run run = GuestRunner.of("exit", Arguments.class, "exit", asked)
                .record(log)
                .run();
        assertThat(run.status()).as(run::describe).isEqualTo(status);
    }

    @Test
    void anUncaughtExceptionIsPrinted() {
        Run run = GuestRunner.of("uncaught", UncaughtInMain.class).record(log).run();
        assertThat(run.status()).as(run::describe).isEqualTo(1);
        assertThat(run.err())
                .contains("Exception in thread \"main\" java.lang.IllegalStateException: on purpose")
                .containsPattern("\\tat io\\.ftjvm\\.litmus\\.UncaughtInMain\\.main\\(UncaughtInMain\\.java:\\d+\\)");
    }

    @Test
    void aMissingMainClassIsAnError() {
        Run run = GuestRunner.command("missing", "-cp", GuestRunner.CLASSES.toString(), "io.ftjvm.litmus.Missing")
                .record(log)
                .run();
        assertThat(run.status()).as(run::describe).isEqualTo(1);
        assertThat(run.err()).contains("Could not find or load main class");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalEndsItWithItsHooks(String signal, int status) {
        Run run;
        try (RunningGuest running =
                GuestRunner.of("record", Terminated.class).record(log).start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> running.out().contains("ready"));
            running.signal(signal);
            run = running.await(60, TimeUnit.SECONDS);
        }
        assertThat(run.status()).as(run::describe).isEqualTo(status);
        assertThat(run.out()).as(run::describe).contains("hook").contains("thread of the hook");
        Run replay = GuestRunner.of("replay", Terminated.class).replay(log).run();
        assertThat(replay.exitLine())
                .as(() -> replay.describe() + run.describe())
                .isEqualTo(run.exitLine())
                .isPresent();
        assertThat(replay.status()).isEqualTo(status);
        assertThat(replay.out()).isEqualTo(run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "nonsense=1",
                "record",
                "record=",
                "record=/no/such/directory/log",
                "heartbeat=often",
                "heartbeat=-1ms",
                "quantum=0",
                "cpus=none",
                "strict=perhaps",
                "disk=floppy",
                "arbiter=pigeon:x",
                "record=a,replay=b",
                "config=/no/such/file"
            })
    void aBadOptionIsOneLineAndStatus88(String option) {
        Run run = GuestRunner.of("bad option", Nothing.class).agent(option).run();
        assertThat(run.status()).as(run::describe).isEqualTo(88);
        assertThat(run.err().lines()).as(run::describe).hasSize(1).allMatch(line -> line.startsWith("ftjvm: "));
        assertThat(run.out()).isEmpty();
    }
}
