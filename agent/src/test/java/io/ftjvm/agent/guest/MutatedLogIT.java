package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.channel.LogMutation;
import io.ftjvm.litmus.EverySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An entry that was changed, lost, doubled or moved, in a log whose checksums are right: the guest is found to do something
 * else at the next entries, and what is reported is enough to see why. While a guest runs there is an entry at the end of
 * the first quantum that ends after 50 microseconds. What changes nothing is not reported.
 *
 * <p>System property: {@code ftjvm.mutations}, how many entries of each kind are tried in each way (1).
 */
class MutatedLogIT {
    private static final int TRIES = Integer.getInteger("ftjvm.mutations", 1);

    /** Instructions; the guest has loops of many quanta between its inputs. */
    private static final int QUANTUM = 10_000;

    /** An entry checks one byte of the digest, so it may take another one, or a third. */
    private static final int NEXT = 3;

    /** Entries that a report shows before the one that does not match. */
    private static final int BEFORE = 10;

    private static final Pattern AT =
            Pattern.compile("ftjvm: divergence: at count=(\\d+) ordinal=(\\d+) in guest thread (.*)");

    @TempDir
    static Path directory;

    private static Path log;
    private static Run recorded;

    @BeforeAll
    static void record() {
        log = directory.resolve("log");
        recorded = guest("record")
                .input("a line\n")
                .agent("record=" + log + ",quantum=" + QUANTUM)
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
    }

    private static GuestRunner guest(String name) {
        return GuestRunner.of(name, EverySource.class);
    }

    private static Run replay(String name, Path file, String... options) {
        return guest(name)
                .jvm(options)
                .agent("replay=" + file + ",quantum=" + QUANTUM)
                .run();
    }

    static Stream<Arguments> mutations() throws IOException {
        record();
        LogMutation entries = new LogMutation(log);
        Random random = new Random(1);
        List<Arguments> all = new ArrayList<>();
        for (String kind : List.of("TRAP", "INTERRUPT", "CLOCK", "OUTPUT", "EXIT")) {
            List<Integer> of = new ArrayList<>();
            for (int i = BEFORE + 2; i < entries.size(); i++) {
                if (entries.kind(i).equals(kind)) {
                    of.add(i);
                }
            }
            assertThat(of).as(kind).isNotEmpty();
            for (String how : List.of("flip", "shift", "drop", "duplicate", "reorder")) {
                if (kind.equals("EXIT") && (how.equals("reorder") || how.equals("duplicate"))) {
                    continue; // nothing comes after it; a successor logs it once more
                }
                for (int n = 0; n < TRIES; n++) {
                    all.add(Arguments.of(kind, how, of.get(random.nextInt(of.size()))));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1} at entry {2}")
    @MethodSource("mutations")
    void aMutationIsFoundAtTheNextEntries(String kind, String how, int index) throws IOException {
        LogMutation mutation = new LogMutation(log);
        long count = mutation.count(index);
        long soon = mutation.count(Math.min(index + NEXT, mutation.size() - 1));
        switch (how) {
            case "flip":
                mutation.flip(index);
                break;
            case "shift":
                mutation.shift(index);
                break;
            case "drop":
                mutation.drop(index);
                break;
            case "duplicate":
                mutation.duplicate(index);
                break;
            default:
                mutation.reorder(index);
                break;
        }
        Path file = directory.resolve(kind + how + index);
        mutation.write(file);
        Run run = replay(how + " " + kind, file);
        if (how.equals("drop") && kind.equals("EXIT")) {
            assertThat(run.status()).as(run::describe).isEqualTo(89);
            return;
        }
        assertThat(run.status()).as(run::describe).isEqualTo(86);
        List<String> report = run.messages().stream()
                .filter(m -> m.startsWith("ftjvm: divergence: "))
                .toList();
        Matcher at = AT.matcher(report.get(0));
        assertThat(at.matches()).as(run::describe).isTrue();
        assertThat(Long.parseLong(at.group(1))).as(run::describe).isBetween(count - QUANTUM, soon + QUANTUM);
        assertThat(at.group(3)).as("the guest thread").isNotEmpty();
        assertThat(report.get(1)).startsWith("ftjvm: divergence: expected count=");
        assertThat(report.get(2)).startsWith("ftjvm: divergence: actual   count=");
        assertThat(report).as(run::describe).anyMatch(m -> m.startsWith("ftjvm: divergence: stack    "));
        long before = report.stream()
                .filter(m -> m.startsWith("ftjvm: divergence: before   "))
                .count();
        assertThat(before).as(run::describe).isEqualTo(BEFORE);
        assertThat(recorded.out()).as(run::describe).startsWith(run.out());
    }

    /** A mark only compares; without it, or with it twice, the run is the same. */
    @Test
    void aMutationWithoutEffectIsNotReported() throws IOException {
        LogMutation mutation = new LogMutation(log);
        int index = 0;
        while (!mutation.kind(index).equals("MARK")) {
            index++;
        }
        mutation.duplicate(index);
        for (index += 2; !mutation.kind(index).equals("MARK"); ) {
            index++;
        }
        mutation.drop(index);
        Path file = directory.resolve("benign");
        mutation.write(file);
        Run run = replay("benign", file);
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.exitLine()).isEqualTo(recorded.exitLine());
        assertThat(run.out()).isEqualTo(recorded.out());
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void anotherJvmIsNotReported(List<String> options) {
        Run run = replay(options.toString(), log, options.toArray(String[]::new));
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.exitLine()).isEqualTo(recorded.exitLine());
        assertThat(run.out()).isEqualTo(recorded.out());
    }

    static Stream<List<String>> jvms() {
        return Stream.of(
                List.of("-Xmx64m"),
                List.of("-Xmx2g", "-XX:+UseParallelGC"),
                List.of("-XX:+UseZGC"),
                List.of("-Xint"),
                List.of("-XX:TieredStopAtLevel=1"));
    }

    /** The file itself is not touched by a rewriting without a change. */
    @Test
    void theToolChangesNothingByItself() throws IOException {
        Path file = directory.resolve("same");
        new LogMutation(log).write(file);
        assertThat(new LogMutation(file).size()).isEqualTo(new LogMutation(log).size());
        Run run = replay("rewritten", file);
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(Files.size(file)).isPositive();
    }
}
