package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.Callers;
import io.ftjvm.litmus.Processes;
import io.ftjvm.litmus.StackTraceTexts;
import io.ftjvm.litmus.ThreadStops;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guest sees of its own stack and of its processes, to the letter: a recorded run prints what a plain JVM prints. */
class SameAsPlainIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(classes = {StackTraceTexts.class, Callers.class, Processes.class, ThreadStops.class})
    void aRecordedRunPrintsTheSame(Class<?> guest) {
        Run plain = GuestRunner.of("plain", guest).run();
        Run recorded =
                GuestRunner.of("record", guest).record(directory.resolve("log")).run();
        assertThat(plain.status()).as(plain::describe).isZero();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(plain.firstDifference(recorded)).isEmpty();
    }
}
