package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.ClassInitDeadlock;
import io.ftjvm.litmus.ClassLoaderDeadlock;
import io.ftjvm.litmus.LongDeadlock;
import io.ftjvm.litmus.LongNative;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest thread that does not come back from native code is reported, by whoever executes it, and changes nothing. */
class WatchdogIT {
    @TempDir
    Path directory;

    @Test
    void aLongNativeCallIsReportedWithItsStack() {
        Path log = directory.resolve("log");
        Run recorded = GuestRunner.of("record", LongNative.class).record(log).run();
        reports(recorded);
        // A replay does not sleep afterwards, and may be over before the watchdog looks again.
        assertThat(recorded.messages())
                .as(recorded::describe)
                .anyMatch(m -> m.matches("ftjvm: guest thread main goes on after [0-9]+ ms"));
        Run replayed = GuestRunner.of("replay", LongNative.class).replay(log).run();
        reports(replayed);
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(recorded.exitLine());
        assertThat(replayed.out()).isEqualTo(recorded.out());
    }

    @Test
    void aDeadlockIsReported() {
        Run run = GuestRunner.of("record", LongDeadlock.class)
                .record(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.messages())
                .as(run::describe)
                .contains(
                        "ftjvm: deadlock: guest thread left waits for java.lang.Object of right",
                        "ftjvm: deadlock: guest thread right waits for"
                                + " java.util.concurrent.locks.ReentrantLock$NonfairSync of left");
        assertThat(run.messages().stream().filter(m -> m.startsWith("ftjvm: deadlock")))
                .hasSize(2);
    }

    @Test
    void aDeadlockOfClassInitialisersIsReportedAndReplayed() {
        String needs = " waits for the initialisation of class io.ftjvm.litmus.ClassInitDeadlock$";
        reportsDeadlock(ClassInitDeadlock.class, needs + "Right", needs + "Left");
    }

    @Test
    void aDeadlockOfClassLoadersIsReportedAndReplayed() {
        String needs = " waits for io.ftjvm.litmus.ClassLoaderDeadlock$Asking";
        reportsDeadlock(ClassLoaderDeadlock.class, needs, needs);
    }

    private void reportsDeadlock(Class<?> guest, String left, String right) {
        Path log = directory.resolve("log");
        Run run = GuestRunner.of("record", guest).record(log).run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.messages())
                .as(run::describe)
                .contains(
                        "ftjvm: deadlock: guest thread left" + left + " of right",
                        "ftjvm: deadlock: guest thread right" + right + " of left");
        Run replayed = GuestRunner.of("replay", guest)
                .replay(log)
                .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .run();
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(run.exitLine());
    }

    private static void reports(Run run) {
        assertThat(run.status()).as(run::describe).isZero();
        List<String> messages = run.messages();
        int at = -1;
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).matches("ftjvm: guest thread main is in native code for [0-9]+ ms now, .*")) {
                at = i;
            }
        }
        assertThat(at).as(run::describe).isNotNegative();
        assertThat(Integer.parseInt(messages.get(at).replaceAll("[^0-9]", "")))
                .as("milliseconds until it was noticed")
                .isLessThan(1000);
        assertThat(messages.get(at + 1)).matches("ftjvm: stack    .*java\\.util\\.zip\\.Deflater.*Native Method.*");
        assertThat(messages).as(run::describe).anyMatch(m -> m.contains("LongNative.main(LongNative.java:"));
    }
}
