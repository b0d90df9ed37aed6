package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.ClassInitBlocking;
import io.ftjvm.litmus.IdentityHashes;
import io.ftjvm.litmus.Races;
import io.ftjvm.litmus.ThreadStops;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every guest is recorded once and replayed five times: as it was, with the simple compiler only, with the optimising
 * compiler only, with other collectors, and on busy processors; some are interpreted too. Replays find another environment,
 * no input and none of the files.
 */
class RecordReplayIT {
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

    /** Guests that are replayed without any compiler too: what they print hangs on every count and every hash code. */
    private static final Set<Class<?>> INTERPRETED =
            Set.of(Races.class, IdentityHashes.class, ClassInitBlocking.class, ThreadStops.class);

    @TempDir
    Path directory;

    static List<Guest> guests() {
        return Guest.all();
    }

    @AfterAll
    static void stop() {
        TWO.shutdown();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guests")
    void aPlainJvmSatisfiesIt(Guest guest) throws IOException {
        Run plain = runner("plain", guest)
                // Busy and pinned virtual threads keep their carriers, of which there are as many as processors.
                .jvm("-XX:-OmitStackTraceInFastThrow", "-Djdk.virtualThreadScheduler.parallelism=20")
                .input(guest.input())
                .run();
        assertThat(plain.status()).as(plain::describe).isEqualTo(guest.status());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guests")
    void aReplayIsTheSame(Guest guest) throws IOException, InterruptedException, ExecutionException {
        Path log = directory.resolve("log");
        Run recorded = runner("record", guest)
                .record(log)
                .hashCodesInDigest()
                .input(guest.input())
                .run();
        assertThat(recorded.status()).as(recorded::describe).isEqualTo(guest.status());
        assertThat(recorded.exitLine()).as(recorded::describe).isPresent();
        assertThat(recorded.exitLine().get().status())
                .as("status in the exit line")
                .isEqualTo(guest.status());
        if (guest.directory()) {
            Files.deleteIfExists(files().resolve("data.txt"));
            Files.move(files(), directory.resolve("moved away"));
        }

        List<String> failures = new ArrayList<>();
        for (Run replay : both(replaying(guest, log), replaying(guest, log, "-XX:TieredStopAtLevel=1"))) {
            compare(recorded, replay, failures);
        }
        for (Run replay : both(
                replaying(guest, log, "-XX:-TieredCompilation", "-XX:+UseParallelGC"),
                replaying(guest, log, "-XX:+UseZGC", "-Xmx1g"))) {
            compare(recorded, replay, failures);
        }
        GuestRunner last = replaying(guest, log, "-XX:+UseSerialGC", "-Xmn4m");
        compare(recorded, CpuLoad.during(2, last::run), failures);
        if (INTERPRETED.contains(guest.main())) {
            compare(recorded, replaying(guest, log, "-Xint").run(), failures);
        }
        if (!failures.isEmpty()) {
            failures.add(recorded.describe());
        }
        assertThat(failures).as(() -> String.join("\n", failures)).isEmpty();
    }

    private static List<Run> both(GuestRunner first, GuestRunner second)
            throws InterruptedException, ExecutionException {
        Future<Run> one = TWO.submit(first::run);
        Future<Run> two = TWO.submit(second::run);
        return List.of(one.get(), two.get());
    }

    private GuestRunner replaying(Guest guest, Path log, String... options) {
        return GuestRunner.of("replay " + String.join(" ", options), guest.main(), arguments(guest))
                .replay(log)
                .hashCodesInDigest()
                .jvm(options)
                .environment("FTJVM_LITMUS_REPLAY", "1")
                .environment("TZ", "Asia/Tokyo");
    }

    private GuestRunner runner(String name, Guest guest) throws IOException {
        if (guest.directory()) {
            Files.createDirectories(files());
            Files.writeString(files().resolve("data.txt"), "a line\nanother line\n\u2603\nthe last line\n".repeat(20));
            try (RandomAccessFile large =
                    new RandomAccessFile(files().resolve("large").toFile(), "rw")) {
                large.setLength(40_000_000);
                large.seek(20_000_000);
                large.writeUTF("in the middle");
            }
        }
        return GuestRunner.of(name, guest.main(), arguments(guest));
    }

    private List<String> arguments(Guest guest) {
        return guest.directory() ? List.of(files().toString()) : List.of();
    }

    private Path files() {
        return directory.resolve("files");
    }

    private static void compare(Run recorded, Run replay, List<String> failures) {
        Optional<String> difference = recorded.firstDifference(replay);
        boolean same =
                recorded.status() == replay.status() && recorded.exitLine().equals(replay.exitLine());
        if (same && difference.isEmpty()) {
            return;
        }
        failures.add(replay.describe() + "\n" + difference.orElse("standard output is the same") + "\nrecorded "
                + recorded.exitLine() + "\nreplayed " + replay.exitLine());
    }
}
