package io.ftjvm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes at one register. */
@Timeout(120)
class FileArbiterRaceTest {
    @TempDir
    Path directory;

    @Test
    void twoProcessesRacingAThousandTimesWinEachGenerationOnce() throws Exception {
        Process a = ArbiterProcess.start("race", directory, "a", "1000");
        Process b = ArbiterProcess.start("race", directory, "b", "1000");
        List<Long> winsOfB = new ArrayList<>();
        Thread reader = new Thread(() -> winsOfB.addAll(wins(b)));
        reader.start();
        List<Long> winsOfA = wins(a);
        reader.join();

        assertThat(a.waitFor()).isZero();
        assertThat(b.waitFor()).isZero();
        List<Long> all = new ArrayList<>(winsOfA);
        all.addAll(winsOfB);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(winsOfA).as("both took part").isNotEmpty();
        assertThat(winsOfB).as("both took part").isNotEmpty();
    }

    @Test
    void aProcessKilledAtAnyMomentLeavesTheRegisterReadableAndUsable() throws Exception {
        try (Arbiter arbiter = Arbiters.open("file:" + directory, "service")) {
            for (int round = 0; round < 8; round++) {
                long before = ArbiterProcess.generation(arbiter);
                Process racer = ArbiterProcess.start("race", directory, "r" + round, "1000000");
                assertThat(ArbiterProcess.output(racer).readLine()).isEqualTo(Long.toString(before + 1));
                // Anywhere in the few milliseconds that one test-and-set takes.
                TimeUnit.MICROSECONDS.sleep(1000 + 1730L * round);
                racer.destroyForcibly().waitFor();

                long generation = ArbiterProcess.generation(arbiter);
                assertThat(generation).isGreaterThan(before);
                assertThat(arbiter.living(generation)).isEmpty();
                assertThat(arbiter.compareAndSet(generation, ArbiterProcess.registration(generation + 1, "test")))
                        .isTrue();
            }
        }
    }

    @Test
    void theHolderLivesUntilItIsKilled() throws Exception {
        Process holder = ArbiterProcess.start("serve", directory, "holder");
        assertThat(ArbiterProcess.output(holder).readLine()).isEqualTo("1");
        try (Arbiter arbiter = Arbiters.open("file:" + directory, "service")) {
            Registration registration = arbiter.read().orElseThrow();
            assertThat(registration.pid()).isEqualTo(holder.pid());
            for (int probe = 0; probe < 3; probe++) {
                assertThat(arbiter.holderAlive(registration)).isTrue();
            }

            holder.destroyForcibly().waitFor();

            assertThat(arbiter.holderAlive(registration)).isFalse();
        }
    }

    @Test
    void aStoppedHolderStillLives() throws Exception {
        Process holder = ArbiterProcess.start("serve", directory, "holder");
        try (Arbiter arbiter = Arbiters.open("file:" + directory, "service")) {
            assertThat(ArbiterProcess.output(holder).readLine()).isEqualTo("1");
            signal("STOP", holder);

            assertThat(arbiter.holderAlive(arbiter.read().orElseThrow())).isTrue();
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aBackupThatMayTakeOverIsSeenAfterItsPrimaryDied() throws Exception {
        Process holder = ArbiterProcess.start("serve", directory, "holder");
        assertThat(ArbiterProcess.output(holder).readLine()).isEqualTo("1");
        Process backup = ArbiterProcess.start("attend", directory, "backup", "1");
        assertThat(ArbiterProcess.output(backup).readLine()).isEqualTo("attending");
        try (Arbiter arbiter = Arbiters.open("file:" + directory, "service")) {
            assertThat(arbiter.living(1)).containsExactlyInAnyOrder("holder", "backup");

            holder.destroyForcibly().waitFor();
            assertThat(arbiter.living(1)).containsExactly("backup");

            backup.destroyForcibly().waitFor();
            assertThat(arbiter.living(1)).isEmpty();
        }
    }

    private static void signal(String signal, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static List<Long> wins(Process process) {
        return ArbiterProcess.output(process).lines().map(Long::valueOf).toList();
    }
}
