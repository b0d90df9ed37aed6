package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Instance;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills primaries at random moments under load; the clients' history is checked after each. System properties: {@code
 * ftjvm.kills}, how many in all (default 20); {@code ftjvm.seed}.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("ftjvm.kills", 20);
    private static final long SEED = Long.getLong("ftjvm.seed", 20100);
    /** A new service after so many: a backup replays all that went before, which takes longer every time. */
    private static final int LIVES = 7;

    private static final int LONGEST_WAIT_MILLIS = 1500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void nothingAcknowledgedIsLost(Sample sample) throws Exception {
        int kills = (KILLS + Sample.values().length - 1 - sample.ordinal()) / Sample.values().length;
        Random random = new Random(SEED + sample.ordinal());
        System.out.println(sample + ": " + kills + " kills, ftjvm.seed=" + SEED);
        for (int done = 0; done < kills; done += LIVES) {
            Path arbiter = directory.resolve("arbiter-" + done);
            try (Service service = new Service(sample, arbiter)) {
                live(service, sample.load(service.port), Math.min(LIVES, kills - done), random);
            }
        }
    }

    private static void live(Service service, Sample.Load load, int kills, Random random) throws Exception {
        Instance primary = service.primary();
        for (int kill = 1; kill <= kills; kill++) {
            // The history goes on, so a kill is checked by what comes after it as well.
            load.start();
            Instance backup = service.backup(primary);
            Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
            List<Instance> pair = service.whole(primary, backup);
            pair.get(0).kill();
            primary = pair.get(1);
            double millis = service.live(primary);
            Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS / 3));
            load.stop();
            System.out.println("  kill " + kill + ": live in " + millis + " ms, "
                    + load.generator().completed() + " operations so far");
            assertThat(load.check().examples())
                    .as(() -> "history" + service.describe())
                    .isEmpty();
            service.assertPrinted(load);
            assertThat(service.diverged()).as(service::describe).isFalse();
        }
    }
}
