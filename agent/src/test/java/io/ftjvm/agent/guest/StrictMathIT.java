package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.facts.MathBits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processors that calculate otherwise are refused, unless {@code strictmath} takes care that they do not. */
class StrictMathIT {
    /** As on a processor without them. */
    private static final String FEWER_FEATURES = "-XX:UseAVX=1";

    @TempDir
    Path directory;

    @Test
    void anUnlikeProcessorIsRefused() {
        Run recorded = guest("record", "").run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).contains("different {").doesNotContain("different {}");
        Run replayed = guest("replay", "").jvm(FEWER_FEATURES).run();
        assertThat(replayed.status()).as(replayed::describe).isEqualTo(88);
        assertThat(replayed.messages())
                .as(replayed::describe)
                .anyMatch(m -> m.contains("processor (which may differ where both have strictmath): recorded ")
                        && m.contains(FEWER_FEATURES));
        Run alike = guest("replay", "").jvm("-XX:TieredStopAtLevel=1").run();
        assertThat(alike.status()).as(alike::describe).isZero();
        assertThat(alike.firstDifference(recorded)).as(alike::describe).isEmpty();
    }

    @Test
    void strictMathIsTheSameEverywhere() {
        Run recorded = guest("record", ",strictmath=true").run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).endsWith("different {}\n");
        Run replayed = guest("replay", ",strictmath=true").jvm(FEWER_FEATURES).run();
        assertThat(replayed.status()).as(replayed::describe).isZero();
        assertThat(replayed.firstDifference(recorded)).as(replayed::describe).isEmpty();
    }

    private GuestRunner guest(String how, String options) {
        return GuestRunner.of(how + options, MathBits.class).agent(how + "=" + directory.resolve("log") + options);
    }
}
