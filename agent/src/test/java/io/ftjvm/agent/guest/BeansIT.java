package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.facts.Beans;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every attribute of every bean of the JDK's is the recorded one, whatever JVM there is when the guest is executed again. */
class BeansIT {
    @TempDir
    Path directory;

    @Test
    void aReplayHasTheSameBeans() {
        Path log = directory.resolve("log");
        Run recorded = GuestRunner.of("record", Beans.class).record(log).run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out())
                .contains("java.lang:type=Memory HeapMemoryUsage = {")
                .contains("com.sun.management:type=HotSpotDiagnostic DiagnosticOptions = ")
                .contains("java.nio:name=direct,type=BufferPool MemoryUsed = ")
                .containsPattern("attributes [0-9]{2,3}\n");
        for (List<String> other : List.of(
                List.of("-XX:+UseSerialGC", "-Xmx300m", "-XX:TieredStopAtLevel=1"),
                List.of("-XX:+UseParallelGC", "-Xms200m", "-XX:-TieredCompilation", "-XX:MaxDirectMemorySize=64m"))) {
            Run replayed = GuestRunner.of("replay " + other, Beans.class)
                    .jvm(other.toArray(String[]::new))
                    .replay(log)
                    .run();
            assertThat(replayed.status()).as(replayed::describe).isZero();
            assertThat(replayed.firstDifference(recorded))
                    .as(replayed::describe)
                    .isEmpty();
            assertThat(replayed.exitLine()).isEqualTo(recorded.exitLine());
        }
    }
}
