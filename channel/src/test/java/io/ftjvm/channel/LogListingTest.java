package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogListingTest {
    @TempDir
    Path directory;

    @Test
    void listsTheHeaderAndEveryEntry() throws IOException {
        List<String> lines = new ArrayList<>();
        LogListing.list(write(200), lines::add);
        assertThat(lines).hasSize(202).startsWith("class-path=a.jar\\nb.jar", "jdk=17");
        assertThat(lines.subList(2, 202))
                .allMatch(line ->
                        line.matches("count=-?[0-9]+ ordinal=-?[0-9]+ (trap|interrupt|output|mark|exit|released) .*"));
    }

    @Test
    void stopsWhenNoMoreIsWanted() throws IOException {
        List<String> lines = new ArrayList<>();
        LogListing.list(write(200), line -> {
            lines.add(line);
            return lines.size() < 5;
        });
        assertThat(lines).hasSize(5);
    }

    @Test
    void listsWhatComesBeforeTheDamage() throws IOException {
        Path path = write(200);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(() -> LogListing.list(path, lines::add)).isInstanceOf(LogException.class);
        assertThat(lines).startsWith("class-path=a.jar\\nb.jar", "jdk=17").hasSizeLessThan(202);
    }

    private Path write(int entries) throws IOException {
        Path path = directory.resolve("run.log");
        ImageDescription image = new ImageDescription(Map.of("jdk", "17", "class-path", "a.jar\nb.jar"));
        try (LogFile file = new LogFile(path, image)) {
            new RandomEntries(1).write(new LogWriter(file, file.start()), entries, 50);
        }
        return path;
    }
}
