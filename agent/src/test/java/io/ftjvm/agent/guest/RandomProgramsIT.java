package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.random.RandomPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schedules depend on nothing but the program and the log: concurrent programs drawn from seeds are recorded and replayed
 * with every compiler and collector there is, one of them on busy processors. Each program prints a number that any other
 * schedule would change, so that a failure names the first program that went another way.
 *
 * <p>System properties: {@code ftjvm.random.programs} says how many (500), {@code ftjvm.random.first} the first seed (1),
 * for campaigns.
 */
class RandomProgramsIT {
    private static final int FIRST = Integer.getInteger("ftjvm.random.first", 1);
    private static final int PROGRAMS = Integer.getInteger("ftjvm.random.programs", 500);
    private static final int BATCH = 125;

    /** Instructions between two scheduling points: few, for many schedules. */
    private static final int[] QUANTA = {1000, 50_000};

    private static final List<List<String>> JVMS = List.of(
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn4m"),
            List.of("-XX:-TieredCompilation", "-XX:+UseParallelGC"),
            List.of("-XX:+UseZGC", "-Xmx1g"),
            List.of("-Xint"));

    @TempDir
    Path directory;

    static IntStream batches() {
        return IntStream.iterate(FIRST, seed -> seed < FIRST + PROGRAMS, seed -> seed + BATCH);
    }

    @ParameterizedTest(name = "from seed {0}")
    @MethodSource("batches")
    void theScheduleIsTheSameOnEveryJvm(int first) {
        Path log = directory.resolve("log");
        int number = (first - FIRST) / BATCH;
        String quantum = ",quantum=" + QUANTA[number % QUANTA.length];
        String count = Integer.toString(Math.min(BATCH, FIRST + PROGRAMS - first));
        Run recorded = programs("record", first, count)
                .agent("record=" + log + quantum)
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < JVMS.size(); i++) {
            String[] options = JVMS.get(i).toArray(String[]::new);
            GuestRunner replaying =
                    programs("replay " + JVMS.get(i), first, count).jvm(options).agent("replay=" + log + quantum);
            Run replay = i == number % JVMS.size() ? CpuLoad.during(2, replaying::run) : replaying.run();
            if (replay.status() != 0
                    || !replay.exitLine().equals(recorded.exitLine())
                    || recorded.firstDifference(replay).isPresent()) {
                failures.add(replay.describe() + "\n" + recorded.firstDifference(replay));
            }
        }
        assertThat(failures).as(() -> String.join("\n", failures)).isEmpty();
    }

    private static GuestRunner programs(String name, int first, String count) {
        return GuestRunner.of(name, RandomPrograms.class, Integer.toString(first), count);
    }
}
