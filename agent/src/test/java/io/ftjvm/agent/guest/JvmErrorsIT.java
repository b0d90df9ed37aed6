package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.JvmErrors;
import io.ftjvm.litmus.VirtualPinned;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A StackOverflowError or OutOfMemoryError that one side does not meet, or elsewhere, is a divergence that says so. */
class JvmErrorsIT {
    /** The guest and the runtime: without any compiler the agent takes long to start. */
    private static final String INTERPRETED = "-XX:CompileCommand=quiet -XX:CompileCommand=exclude,io.ftjvm.litmus.*::*"
            + " -XX:CompileCommand=exclude,io.ftjvm.guest.*::* -XX:CompileCommand=exclude,java.lang.Ftjvm::*";

    @TempDir
    Path directory;

    /** Where the stack ends inside the runtime or with monitors held, whatever the compilers have made of the frames. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "monitors; -Xss512k",
                "monitors; " + INTERPRETED,
                "monitors; -XX:TieredStopAtLevel=1",
                "monitors; -XX:-TieredCompilation",
                "device; -Xss512k",
                "device; " + INTERPRETED,
                "device; -XX:TieredStopAtLevel=1",
                "device; -XX:-TieredCompilation"
            })
    void theRuntimeSurvivesAnOverflow(String how, String compilers) {
        Run recorded = GuestRunner.of("record " + how + compilers, JvmErrors.class, how)
                .jvm("-Xss512k")
                .jvm(compilers.split(" "))
                .record(directory.resolve("log"))
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).as(recorded::describe).endsWith("end\n");
        Run replayed = GuestRunner.of("replay " + how, JvmErrors.class, how)
                .jvm("-Xss4m")
                .replay(directory.resolve("log"))
                .run();
        assertThat(replayed.status()).as(replayed::describe).isEqualTo(86);
    }

    /** Pinned virtual threads keep the platform threads that they are on, of which the system gives only so many. */
    @Test
    void noThreadToCarryAVirtualOneEndsTheProcess() {
        Run recorded = GuestRunner.of("record", VirtualPinned.class, "100")
                .jvm("-Xmx128m", "-XX:CompressedClassSpaceSize=64m", "-XX:ReservedCodeCacheSize=64m")
                .jvm("-XX:+UseSerialGC", "-XX:ThreadStackSize=65536")
                .addressSpace(4_000_000_000L)
                .record(directory.resolve("log"))
                .run();
        if (!recorded.out().equals("no virtual threads here\n")) {
            assertThat(recorded.status()).as(recorded::describe).isEqualTo(88);
            assertThat(recorded.messages())
                    .as(recorded::describe)
                    .anyMatch(m -> m.contains("the system refuses one more thread") && m.contains("ulimit -u"));
        }
    }

    /** There is no room to rewrite it, and the JVM would go on without. */
    @ParameterizedTest
    @CsvSource({"module, javax.xml.", "loader, io.ftjvm.litmus.JvmErrors$Late"})
    void aClassThatIsLoadedAtTheEndOfTheStackIsNotUsedAsItIs(String how, String name) {
        Run recorded = GuestRunner.of("record " + how, JvmErrors.class, how)
                .jvm("-Xss512k")
                .record(directory.resolve("log"))
                .run();
        assertThat(recorded.status()).as(recorded::describe).isEqualTo(88);
        assertThat(recorded.out()).as(recorded::describe).isEmpty();
        assertThat(recorded.messages())
                .as(recorded::describe)
                .anyMatch(m ->
                        m.contains(name) && m.contains("near the end of the stack") && m.endsWith("a larger -Xss"));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, -Xss1m, -Xss4m, 'a StackOverflowError', -Xss",
        "plain, -Xss4m, -Xss1m, 'a StackOverflowError', -Xss",
        "finally, -Xss1m, -Xss4m, 'a StackOverflowError', -Xss",
        "task, -Xss1m, -Xss4m, 'a StackOverflowError', -Xss",
        "uncaught, -Xss4m, -Xss1m, 'a StackOverflowError', -Xss",
        "heap, -Xmx80m, -Xmx200m, 'an OutOfMemoryError', -Xmx",
        "heap, -Xmx200m, -Xmx80m, 'an OutOfMemoryError', -Xmx"
    })
    void anErrorOfOneSideIsReportedAsWhatItIs(String how, String here, String there, String error, String option) {
        Run recorded = GuestRunner.of("record " + how, JvmErrors.class, how)
                .jvm(here)
                .record(directory.resolve("log"))
                .run();
        assertThat(recorded.status()).as(recorded::describe).isEqualTo(how.equals("uncaught") ? 1 : 0);
        Run replayed = GuestRunner.of("replay " + how, JvmErrors.class, how)
                .jvm(there)
                .replay(directory.resolve("log"))
                .run();
        assertThat(replayed.status()).as(replayed::describe).isEqualTo(86);
        assertThat(replayed.messages())
                .as(replayed::describe)
                .anyMatch(m -> m.contains("divergence: " + error + " struck on one side only")
                        && m.endsWith("the same, larger " + option));
    }
}
