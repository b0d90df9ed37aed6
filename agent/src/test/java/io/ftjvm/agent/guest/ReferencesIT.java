package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.ftjvm.litmus.ReferenceReads;
import io.ftjvm.litmus.memory.Caches;
import io.ftjvm.litmus.memory.Dropped;
import io.ftjvm.litmus.memory.Finalizers;
import io.ftjvm.litmus.memory.ReferenceChurn;
import io.ftjvm.litmus.memory.SharedCaches;
import io.ftjvm.litmus.memory.SoftCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A replay sees references cleared where the recording did, whatever the two collectors and heaps, and neither keeps what
 * a plain JVM would let go.
 *
 * <p>System property {@code ftjvm.references.rounds}: how long the leak tests go on; 600 are about ten minutes a run.
 */
class ReferencesIT {
    private static final int ROUNDS = Integer.getInteger("ftjvm.references.rounds", 2);

    private static final String CACHES = String.join(
            ":",
            GuestRunner.CLASSES.toString(),
            jarOf(CacheBuilder.class),
            jarOf(InternalFutureFailureAccess.class),
            jarOf(Caffeine.class));

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource({
        "-XX:+UseSerialGC -Xmx256m, -XX:+UseZGC -Xmx2g",
        "-XX:+UseZGC -Xmx2g, -XX:+UseSerialGC -Xmx256m",
        "-XX:+UseG1GC -Xmx256m, -XX:+UseParallelGC -XX:-UseCompressedOops -Xmx2g"
    })
    void collectorsAndHeapsMayDiffer(String recording, String replaying) {
        same(recording, replaying, GuestRunner.CLASSES.toString(), ReferenceReads.class);
        same(recording, replaying, CACHES, Caches.class, "4");
    }

    /** A replay keeps what the recording has cleared until the log says so, so here it has the larger heap. */
    @Test
    void softReferencesAreClearedAlike() {
        same("-XX:+UseSerialGC -Xmx64m", "-XX:+UseZGC -Xmx256m", GuestRunner.CLASSES.toString(), SoftCache.class);
    }

    /** What boot has put into them is not cleared, what the guest has is cleared alike; and the rest does not show. */
    @Test
    void cachesOfTheJdkLookTheSame() {
        String emptied = "-XX:+UseSerialGC -Xmx64m -XX:SoftRefLRUPolicyMSPerMB=0";
        same(emptied, "-Xmx256m", GuestRunner.CLASSES.toString(), SharedCaches.class);
    }

    @Test
    void nothingIsKeptThatAPlainJvmLetsGo() {
        String rounds = Integer.toString(ROUNDS);
        same("-Xmx64m", "-XX:+UseSerialGC -Xmx64m", GuestRunner.CLASSES.toString(), ReferenceChurn.class, rounds);
        same("-XX:+UseSerialGC -Xmx48m", "-Xmx64m", CACHES, Caches.class, Integer.toString(ROUNDS * 5));
    }

    @Test
    void whatTheJdkCleansAndFinalizesDoesNotShow() throws IOException {
        Path zip = directory.resolve("some.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("entry"));
        }
        String classes = GuestRunner.CLASSES.toString();
        same(
                "-XX:+UseSerialGC -Xmx64m -XX:MaxDirectMemorySize=32m",
                "-XX:+UseParallelGC -Xmx256m -XX:MaxDirectMemorySize=32m",
                classes,
                Dropped.class,
                zip.toString());
    }

    @Test
    void finalizersOfGuestClassesDoNotRun() {
        Run plain = GuestRunner.of("plain", Finalizers.class).run();
        assertThat(plain.out()).as(plain::describe).isEqualTo("some\n");
        Run recorded = same("", "", GuestRunner.CLASSES.toString(), Finalizers.class);
        assertThat(recorded.out()).as(recorded::describe).isEqualTo("none\n");
    }

    private Run same(String recording, String replaying, String classPath, Class<?> main, String... arguments) {
        Path log = directory.resolve(main.getSimpleName());
        Run recorded = command("record", recording, classPath, main, arguments)
                .record(log)
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        Run replayed = command("replay", replaying, classPath, main, arguments)
                .replay(log)
                .run();
        Optional<String> difference = recorded.firstDifference(replayed);
        assertThat(difference)
                .as(() -> replayed.describe() + recorded.describe())
                .isEmpty();
        assertThat(replayed.status()).as(replayed::describe).isZero();
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(recorded.exitLine());
        return recorded;
    }

    private static GuestRunner command(
            String name, String options, String classPath, Class<?> main, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("-cp", classPath, main.getName()));
        all.addAll(List.of(arguments));
        GuestRunner runner = GuestRunner.command(name, all.toArray(new String[0]));
        return options.isEmpty() ? runner : runner.jvm(options.split(" "));
    }

    private static String jarOf(Class<?> c) {
        return c.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
