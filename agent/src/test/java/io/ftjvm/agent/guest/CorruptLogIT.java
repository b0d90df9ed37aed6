package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.Races;
import io.ftjvm.litmus.Synchronized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log that is not what was recorded is never taken for it. */
class CorruptLogIT {
    @TempDir
    static Path directory;

    private static Run recorded;
    private static byte[] log;

    @BeforeAll
    static void record() throws IOException {
        Path file = directory.resolve("log");
        recorded = GuestRunner.of("record", Races.class).record(file).run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        log = Files.readAllBytes(file);
        assertThat(log.length).isGreaterThan(100);
    }

    /** Positions are in thousandths of the length, and bytes from there. */
    @ParameterizedTest(name = "{0}/1000 + {1}")
    @CsvSource({"0, 0", "0, 5", "0, 13", "0, 40", "100, 0", "333, 1", "500, 0", "700, 3", "1000, -9", "1000, -1"})
    void aChangedByteIsNoticed(int thousandths, int bytes) throws IOException {
        byte[] changed = log.clone();
        changed[(int) (log.length * (long) thousandths / 1000) + bytes] ^= 0x10;
        refused(replay("changed", changed));
    }

    @ParameterizedTest(name = "{0}/1000 + {1}")
    @CsvSource({"0, 0", "0, 3", "0, 20", "200, 0", "500, 1", "900, 0", "1000, -1", "1000, -30"})
    void aTruncatedLogIsNoticed(int thousandths, int bytes) throws IOException {
        refused(replay("truncated", Arrays.copyOf(log, (int) (log.length * (long) thousandths / 1000) + bytes)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096})
    void bytesAfterTheEndAreNoticed(int more) throws IOException {
        refused(replay("longer", Arrays.copyOf(log, log.length + more)));
    }

    @Test
    void aMissingPieceIsNoticed() throws IOException {
        int third = log.length / 3;
        byte[] shorter = Arrays.copyOf(log, log.length - third);
        System.arraycopy(log, 2 * third, shorter, third, log.length - 2 * third);
        refused(replay("without its middle", shorter));
    }

    @Test
    void aMissingLogIsNoticed() {
        Run run = GuestRunner.of("missing", Races.class)
                .replay(directory.resolve("missing"))
                .run();
        assertThat(run.status()).as(run::describe).isIn(88, 89);
        assertThat(run.messages()).as(run::describe).anyMatch(message -> message.contains("missing"));
    }

    @Test
    void anotherProgramIsRefused() {
        Run run = GuestRunner.of("another", Synchronized.class)
                .replay(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isIn(86, 88, 89);
        assertThat(run.messages()).as(run::describe).isNotEmpty();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void otherArgumentsAreRefused() {
        Run run = GuestRunner.of("other arguments", Races.class, "more")
                .replay(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isIn(86, 88, 89);
        assertThat(run.messages()).as(run::describe).isNotEmpty();
        assertThat(run.out()).isEmpty();
    }

    private static Run replay(String name, byte[] content) throws IOException {
        Path file = Files.write(Files.createTempFile(directory, "log", ""), content);
        return GuestRunner.of(name, Races.class).replay(file).run();
    }

    private static void refused(Run run) {
        assertThat(run.status()).as(run::describe).isIn(86, 89);
        assertThat(run.messages()).as(run::describe).anyMatch(message -> message.matches(".*\\d.*"));
        assertThat(recorded.out()).as(run::describe).startsWith(run.out());
    }
}
