package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.Formats;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only one side may write latencies: what that takes of the JDK is not what the guest would have been first to use. */
class LatencyOptionIT {
    @TempDir
    Path directory;

    @Test
    void aReplayNeedNotWriteLatenciesToo() {
        Path log = directory.resolve("log");
        Path latencies = directory.resolve("latency.hlog");
        Run recorded = GuestRunner.of("record", Formats.class)
                .agent("record=" + log + ",latency=" + latencies)
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(latencies).isNotEmptyFile();
        Run replayed = GuestRunner.of("replay", Formats.class).replay(log).run();
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(recorded.exitLine());
        assertThat(replayed.out()).isEqualTo(recorded.out());
    }
}
