package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.channel.LogMutation;
import io.ftjvm.litmus.ShownAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that comes in past the log: what it changes is found, even if it is only the order of threads. */
class UntrappedIT {
    /** Instructions; the guest has a loop of many quanta after the difference. */
    private static final int QUANTUM = 10_000;

    /** An entry checks one byte of the digest, so it may take another one, or a third. */
    private static final int NEXT = 3;

    private static final Pattern AT =
            Pattern.compile("ftjvm: divergence: at count=(\\d+) ordinal=\\d+ in guest thread (.*)");

    @TempDir
    Path directory;

    @Test
    void aValueThatIsPrintedIsFoundAtTheOutput() {
        Run run = divergedReplay("printed");
        assertThat(run.err())
                .as(run::describe)
                .containsPattern("divergence: expected count=\\d+ ordinal=\\d+ output STDOUT ")
                .containsPattern("divergence: actual   count=\\d+ ordinal=\\d+ output STDOUT ")
                .containsPattern("divergence: stack    io\\.ftjvm\\.litmus\\.ShownAddress\\.main\\(");
        assertThat(run.out()).as("nothing of the other run's").isEmpty();
    }

    @Test
    void aValueThatOnlyDecidesWhoRunsIsFoundAtTheNextEntries() throws Exception {
        Run run = divergedReplay("scheduled");
        LogMutation log = new LogMutation(directory.resolve("log"));
        int i = 0;
        while (!log.kind(i).equals("OUTPUT")) {
            i++;
        }
        long decided = log.count(i) + QUANTUM;
        while (log.count(i) < decided) {
            i++;
        }
        Matcher at = AT.matcher(run.err());
        assertThat(at.find()).as(run::describe).isTrue();
        assertThat(Long.parseLong(at.group(1)))
                .as(run::describe)
                .isLessThanOrEqualTo(log.count(Math.min(i + NEXT, log.size() - 1)) + QUANTUM);
        assertThat(run.out()).as(run::describe).isEqualTo("before\n");
    }

    private Run divergedReplay(String how) {
        Path log = directory.resolve("log");
        Run recorded = GuestRunner.of("record " + how, ShownAddress.class, how)
                .agent("record=" + log + ",quantum=" + QUANTUM)
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        Run run = GuestRunner.of("replay " + how, ShownAddress.class, how)
                .agent("replay=" + log + ",quantum=" + QUANTUM)
                .run();
        assertThat(run.status()).as(run::describe).isEqualTo(86);
        return run;
    }
}
