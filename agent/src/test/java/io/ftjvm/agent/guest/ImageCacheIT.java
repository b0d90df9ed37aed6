package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cached image of java.base: built once, rebuilt when damaged, safe to build twice at a time, done without. */
class ImageCacheIT {
    @TempDir
    Path directory;

    @Test
    void aDamagedImageIsRebuilt() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        works("first", home);
        List<Path> largest = files(home);
        assertThat(largest).as("files of the image cache").isNotEmpty();

        Path image = largest.get(0);
        byte[] good = Files.readAllBytes(image);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 0x20;
        Files.write(image, flipped);
        works("flipped", home);

        for (Path file : files(home)) {
            Files.write(file, new byte[0]);
        }
        works("emptied", home);
        assertThat(Files.size(files(home).get(0))).isGreaterThan(0);

        Files.delete(files(home).get(0));
        works("deleted", home);
    }

    @Test
    void concurrentFirstStartsAllWork() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        List<RunningGuest> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(start("start " + i, home));
        }
        for (RunningGuest running : starts) {
            try (running) {
                works(running.await(120, TimeUnit.SECONDS));
            }
        }
        works("after", home);
    }

    /** A file in the place of the home: nothing can be written below it, not even by root. */
    @Test
    void aHomeThatCannotBeWrittenWillDo() throws IOException {
        Path home = Files.createFile(directory.resolve("home"));
        works("read-only home", home);
    }

    private RunningGuest start(String name, Path home) throws IOException {
        return GuestRunner.of(name, Arguments.class, "argument")
                .home(home)
                .record(Files.createTempFile(directory, "log", ""))
                .start();
    }

    private void works(String name, Path home) throws IOException {
        try (RunningGuest running = start(name, home)) {
            works(running.await(120, TimeUnit.SECONDS));
        }
    }

    private static void works(Run run) {
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out()).as(run::describe).contains("[argument]");
        assertThat(run.exitLine()).as(run::describe).isPresent();
    }

    /** All files below, the largest first. */
    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparingLong(file -> -file.toFile().length()))
                    .toList();
        }
    }
}
