package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final ImageDescription IMAGE =
            new ImageDescription(Map.of("jdk", "17.0.2+8", "argument.0", "a=b\\n\nc", "class-path.0", "app.jar 1234"));

    @TempDir
    Path directory;

    @Test
    void readsBackWhatWasWritten() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            RandomEntries entries = new RandomEntries(seed);
            Path path = write(entries, 300, seed % 2 == 0 ? 50 : 20_000);
            try (LogFile.Reader reader = LogFile.open(path)) {
                assertThat(reader.image()).isEqualTo(IMAGE);
                assertThat(RandomEntries.readAll(reader)).isEqualTo(entries.expected);
                assertThat(reader.position()).isEqualTo(Files.size(path));
            }
        }
    }

    @Test
    void detectsAChangeOfAnyByte() throws IOException {
        byte[] good = Files.readAllBytes(write(new RandomEntries(1), 20, 6));
        Path path = directory.resolve("changed.log");
        for (int i = 0; i < good.length; i++) {
            for (int bit : new int[] {1, 0x80}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) bit;
                Files.write(path, bad);
                assertThatThrownBy(() -> readAll(path))
                        .as("byte %d", i)
                        .isInstanceOfSatisfying(LogException.class, e -> assertThat(e.position())
                                .isBetween(0L, (long) good.length));
            }
        }
    }

    @Test
    void detectsFramesSwappedOrLeftOut() throws IOException {
        Path path = write(new RandomEntries(2), 40, 10);
        byte[] good = Files.readAllBytes(path);
        int start = (int) headerLength(path);
        int end = start + LogFormat.FRAME_HEADER + LogFormat.getInt(good, start);
        byte[] without = new byte[good.length - (end - start)];
        System.arraycopy(good, 0, without, 0, start);
        System.arraycopy(good, end, without, start, good.length - end);
        Files.write(path, without);
        assertThatThrownBy(() -> readAll(path)).isInstanceOf(LogException.class).hasMessageContaining("checksum");
    }

    @Test
    void aLogCutOffEndsEarlyOrSaysWhere() throws IOException {
        RandomEntries entries = new RandomEntries(3);
        Path whole = write(entries, 30, 10);
        byte[] good = Files.readAllBytes(whole);
        Path path = directory.resolve("cut.log");
        for (int length = 0; length < good.length; length++) {
            Files.write(path, Arrays.copyOf(good, length));
            try {
                List<String> read = readAll(path);
                assertThat(read).hasSizeLessThan(entries.expected.size());
                assertThat(read).isEqualTo(entries.expected.subList(0, read.size()));
            } catch (LogException e) {
                assertThat(e.position()).isEqualTo(length);
                assertThat(e).hasMessageContaining("cut off");
            }
        }
    }

    @Test
    void refusesALengthPastTheLimitWithoutAllocatingIt() throws IOException {
        Path path = write(new RandomEntries(4), 1, 10);
        byte[] bytes = Files.readAllBytes(path);
        LogFormat.putInt(bytes, (int) headerLength(path), Integer.MAX_VALUE);
        Files.write(path, bytes);
        assertThatThrownBy(() -> readAll(path)).isInstanceOf(LogException.class).hasMessageContaining("2147483647");
    }

    private static long headerLength(Path path) throws IOException {
        try (LogFile.Reader reader = LogFile.open(path)) {
            return reader.position();
        }
    }

    private static List<String> readAll(Path path) throws IOException {
        try (LogFile.Reader reader = LogFile.open(path)) {
            return RandomEntries.readAll(reader);
        }
    }

    private Path write(RandomEntries entries, int n, int maxData) throws IOException {
        Path path = directory.resolve("run.log");
        try (LogFile file = new LogFile(path, IMAGE)) {
            entries.write(new LogWriter(file, file.start()), n, maxData);
        }
        return path;
    }
}
