package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.LoadOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class loaders are asked in the order of the class file, whatever the addresses of names. */
class LoadOrderIT {
    @Test
    void loadersAreAskedInTheOrderOfTheClassFile(@TempDir Path directory) {
        Run run = GuestRunner.of("load order", LoadOrder.class)
                .record(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        String missing = "java.lang.NoClassDefFoundError: io/ftjvm/litmus/LoadOrder$%1$s"
                + " for java.lang.ClassNotFoundException: io.ftjvm.litmus.LoadOrder$%1$s ";
        String charlie = "Charlie " + missing.formatted("Charlie");
        String bravo = "Bravo " + missing.formatted("Bravo");
        assertThat(run.out().lines())
                .containsExactly(
                        "Verified: Verified Base Alpha Bravo Charlie Delta runs runs ",
                        "Extended: Extended Verified Base Alpha Bravo Charlie Delta Echo Foxtrot runs runs ",
                        "Verified: Verified Base Alpha Bravo " + charlie + charlie,
                        "Verified: Verified Base Alpha " + bravo + bravo,
                        "hidden: Hider Verified Base Alpha Bravo Charlie Delta Echo Foxtrot true",
                        "listed: Listed Alpha Base Bravo Charlie Delta a b c d ",
                        "public: Listed Alpha Base Charlie Delta 12");
    }
}
