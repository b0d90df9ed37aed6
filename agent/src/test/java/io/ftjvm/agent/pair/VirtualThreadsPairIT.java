package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.bench.Instance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a virtual thread for each connection, and a platform thread where there are no others, fails over. */
class VirtualThreadsPairIT {
    private static final int KILLS = 2;

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        try (Service service = new Service(Sample.BANK, directory.resolve("arbiter"), "virtual")) {
            Sample.Load load = Sample.BANK.load(service.port);
            Instance primary = service.primary();
            load.start();
            for (int kill = 0; kill < KILLS; kill++) {
                Instance backup = service.backup(primary);
                progress(load);
                List<Instance> pair = service.whole(primary, backup);
                pair.get(0).kill();
                primary = pair.get(1);
                service.live(primary);
                progress(load);
            }
            load.stop();
            assertThat(load.check().examples()).as(service::describe).isEmpty();
            service.assertPrinted(load);
            assertThat(service.diverged()).as(service::describe).isFalse();
        }
    }

    private static void progress(Sample.Load load) {
        long done = load.generator().completed();
        await().atMost(Service.PATIENCE).until(() -> load.generator().completed() > done + 100);
    }
}
