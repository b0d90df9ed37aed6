package io.ftjvm.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {
    @TempDir
    Path directory;

    @Test
    void isReadAsItWasWritten() throws IOException {
        try (StatusFile one = new StatusFile(directory, "m1");
                StatusFile two = new StatusFile(directory, "m2")) {
            two.write(status("web", "m2", "backup", 77));
            one.write(status("web", "m1", "primary", 1));
            one.write(status("web", "m1", "primary", 2));

            assertThat(StatusFile.readAll(directory))
                    .containsExactly(status("web", "m1", "primary", 2), status("web", "m2", "backup", 77));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesOutWhatNoInstanceWrote() throws IOException {
        Files.writeString(directory.resolve("a.status"), "");
        Files.writeString(directory.resolve("b.status"), "name=x\npid=many\n");
        Files.writeString(directory.resolve("c.status"), "x".repeat(100_000));
        Files.write(directory.resolve("d.status"), new byte[] {(byte) 0xff, 0, '=', '\n'});
        assertThat(StatusFile.readAll(directory)).isEmpty();
    }

    @Test
    void passesOverFieldsOfLaterVersions() throws IOException {
        try (StatusFile file = new StatusFile(directory, "m1")) {
            file.write(status("web", "m1", "primary", 1));
            Path path = directory.resolve("m1.status");
            Files.writeString(path, Files.readString(path) + "colour=blue\n");
            assertThat(StatusFile.readAll(directory)).containsExactly(status("web", "m1", "primary", 1));
        }
    }

    @Test
    void theFilesOfEndedProcessesAreSwept() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();
        new StatusFile(directory, "dead").write(status("web", "dead", "primary", ended.pid()));
        new StatusFile(directory, "live")
                .write(status("web", "live", "backup", ProcessHandle.current().pid()));

        StatusFile.sweep(directory, "another machine");
        assertThat(StatusFile.readAll(directory)).hasSize(2);
        StatusFile.sweep(directory, "alpha");
        assertThat(StatusFile.readAll(directory)).extracting(Status::member).containsExactly("live");
    }

    private static Status status(String name, String member, String role, long pid) {
        return new Status(
                name,
                member,
                "alpha",
                pid,
                role,
                "lockstep",
                3,
                123_456_789_012L,
                42,
                Duration.ofMillis(7),
                5,
                true,
                2,
                Instant.ofEpochMilli(1_700_000_000_123L));
    }
}
