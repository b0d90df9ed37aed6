package io.ftjvm.arbiter;

import static io.ftjvm.arbiter.ArbiterProcess.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArbiterTest {
    @TempDir
    Path directory;

    @Test
    void startsEmptyAndHoldsWhatWasWon() {
        try (Arbiter arbiter = open("service")) {
            assertThat(arbiter.read()).isEmpty();
            assertThat(arbiter.compareAndSet(0, registration(1, "a"))).isTrue();
            assertThat(arbiter.read()).contains(registration(1, "a"));
        }
    }

    @Test
    void refusesAStaleExpectation() {
        try (Arbiter arbiter = open("service")) {
            assertThat(arbiter.compareAndSet(0, registration(1, "a"))).isTrue();
            assertThat(arbiter.compareAndSet(0, registration(1, "b"))).isFalse();
            assertThat(arbiter.compareAndSet(1, registration(2, "b"))).isTrue();
            assertThat(arbiter.compareAndSet(1, registration(2, "a"))).isFalse();
            assertThat(arbiter.read()).contains(registration(2, "b"));
        }
    }

    @Test
    void refusesAGenerationThatDoesNotFollow() {
        try (Arbiter arbiter = open("service")) {
            assertThatThrownBy(() -> arbiter.compareAndSet(0, registration(2, "a")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void threadsOfOneProcessWinEachGenerationOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Arbiter first = open("service");
                Arbiter second = open("service")) {
            for (long generation = 0; generation < 20; generation++) {
                long expected = generation;
                Callable<Boolean> one = () -> first.compareAndSet(expected, registration(expected + 1, "a"));
                Callable<Boolean> two = () -> second.compareAndSet(expected, registration(expected + 1, "b"));
                long winners = 0;
                for (var outcome : threads.invokeAll(List.of(one, two, one, two))) {
                    winners += outcome.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void servicesDoNotMeet() {
        try (Arbiter one = open("a/b");
                Arbiter other = open("a%2Fb")) {
            assertThat(one.compareAndSet(0, registration(1, "a"))).isTrue();
            assertThat(other.read()).isEmpty();
            assertThat(other.compareAndSet(0, registration(1, "b"))).isTrue();
            assertThat(one.read()).contains(registration(1, "a"));
            assertThat(other.living(1)).containsExactly("b");
        }
    }

    @Test
    void theHolderIsAliveUntilItCloses() {
        try (Arbiter observer = open("service")) {
            try (Arbiter holder = open("service")) {
                holder.compareAndSet(0, registration(1, "a"));
                assertThat(observer.holderAlive(registration(1, "a"))).isTrue();
                assertThat(observer.holderAlive(registration(1, "b"))).isFalse();
            }
            assertThat(observer.holderAlive(registration(1, "a"))).isFalse();
        }
    }

    @Test
    void aWinnerLeavesTheGenerationsBefore() {
        try (Arbiter arbiter = open("service")) {
            arbiter.compareAndSet(0, registration(1, "a"));
            arbiter.compareAndSet(1, registration(2, "a"));
            assertThat(arbiter.living(1)).isEmpty();
            assertThat(arbiter.living(2)).containsExactly("a");
        }
    }

    @Test
    void deadMembersFilesAreRemoved() throws IOException {
        try (Arbiter arbiter = open("service")) {
            for (long generation = 0; generation < 5; generation++) {
                arbiter.compareAndSet(generation, registration(generation + 1, "a"));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSizeLessThanOrEqualTo(3)
                    .contains("service.register", "service.lock");
        }
    }

    @Test
    void createsItsDirectoryForTheOwnerOnly() throws IOException {
        Path made = directory.resolve("x/y");
        try (Arbiter arbiter = Arbiters.open("file:" + made, "service")) {
            arbiter.compareAndSet(0, registration(1, "a"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("service.register"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> Arbiters.open("file:" + file, "service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessage("arbiter directory " + file + " cannot be used: not a directory");
        assertThatThrownBy(() -> Arbiters.open("file:" + file + "/below", "service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessageStartingWith("arbiter directory " + file + "/below cannot be used: ");
    }

    @Test
    void refusesADirectoryThatCannotBeWritten() {
        // Not even root can create anything there.
        assertThatThrownBy(() -> Arbiters.open("file:/proc/ftjvm", "service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessageStartingWith("arbiter directory /proc/ftjvm cannot be used: ");
        assertThatThrownBy(() -> Arbiters.open("file:/proc/self", "service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessageStartingWith("arbiter directory /proc/");
    }

    @Test
    void refusesADirectoryThatEverybodyMayWrite() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> open("service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessageContaining("can be written by every user");
    }

    @Test
    void reportsADamagedRegister() throws IOException {
        try (Arbiter arbiter = open("service")) {
            arbiter.compareAndSet(0, registration(1, "a"));
            Path register = directory.resolve("service.register");
            String content = Files.readString(register);

            for (String bad : List.of(
                    "",
                    content.substring(0, content.length() / 2),
                    content.replace("generation=1", "generation=2"),
                    content + "more",
                    "x".repeat(100_000))) {
                Files.writeString(register, bad);
                assertThatThrownBy(arbiter::read)
                        .isExactlyInstanceOf(ArbiterException.class)
                        .hasMessageStartingWith("arbiter register " + register.toRealPath() + " is damaged: ");
                assertThatThrownBy(() -> arbiter.compareAndSet(1, registration(2, "a")))
                        .isExactlyInstanceOf(ArbiterException.class);
            }
        }
    }

    @Test
    void aLockThatIsNeverFreedMakesTheArbiterUnavailable() throws IOException {
        try (Arbiter arbiter = open("service");
                FileChannel channel = FileChannel.open(
                        directory.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            assertThatThrownBy(() -> arbiter.compareAndSet(0, registration(1, "a")))
                    .isInstanceOf(ArbiterUnavailableException.class);
            lock.release();
            assertThat(arbiter.compareAndSet(0, registration(1, "a"))).isTrue();
        }
    }

    @Test
    void aDirectoryThatWentAwayMakesTheArbiterUnavailable() throws IOException {
        Path gone = directory.resolve("gone");
        try (Arbiter arbiter = Arbiters.open("file:" + gone, "service")) {
            Files.delete(gone);
            assertThatThrownBy(() -> arbiter.compareAndSet(0, registration(1, "a")))
                    .isInstanceOf(ArbiterUnavailableException.class);
            Files.createDirectory(gone);
        }
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(registration(1, "a").toString()).doesNotContain("s3cret");
    }

    private Arbiter open(String name) {
        return Arbiters.open("file:" + directory, name);
    }
}
