package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.guest.routes.RefusedRoutes;
import io.ftjvm.litmus.Crossings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guest meets that calls a native method which the catalogue refuses. */
class CrossingsIT {
    private static final String PACKAGES = "native method jdk.internal.loader.BootLoader.getSystemPackageNames";
    private static final String USER = "native method com.sun.security.auth.module.UnixSystem.getUnixInfo";

    @TempDir
    Path directory;

    @Test
    void aGuestIsStoppedAndToldWhichMethodAndWhoCalledIt() {
        Run run = GuestRunner.of("strict", Crossings.class)
                .record(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out())
                .contains("packages: java.lang.UnsatisfiedLinkError: ftjvm: " + PACKAGES + " refused: ")
                .contains("; called by java.lang.ClassLoader.getPackages (the option strict=false lets it run")
                .contains("user: java.lang.UnsatisfiedLinkError: ftjvm: " + USER + " refused: ")
                .contains("; called by io.ftjvm.litmus.Crossings.tell (");
        assertThat(run.messages()).as(run::describe).noneMatch(m -> m.contains("native method"));
    }

    @Test
    void reflectionAndHandlesAreNoWayRound() {
        Run run = GuestRunner.of("routes", RefusedRoutes.class)
                .jvm("--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED")
                .jvm("--add-opens=java.management/sun.management=ALL-UNNAMED")
                .record(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out().lines())
                .as(run::describe)
                .hasSize(6)
                .allMatch(l -> l.matches("\\w+ \\w+: ftjvm: native method [\\w.]+ refused"));
    }

    @Test
    void withStrictFalseItRunsAndEachMethodIsToldOnce() throws IOException {
        Path log = directory.resolve("log");
        Run recorded = GuestRunner.of("lenient", Crossings.class)
                .agent("strict=false,record=" + log)
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).contains("packages: done", "user: done", "flag: done");
        assertThat(recorded.messages())
                .as(recorded::describe)
                .filteredOn(
                        m -> m.startsWith("ftjvm: not replicated: " + PACKAGES + ", called by java.lang.ClassLoader."))
                .hasSize(1);
        assertThat(recorded.messages())
                .as(recorded::describe)
                .filteredOn(m -> m.startsWith("ftjvm: not replicated: " + USER + ", called by io.ftjvm.litmus."))
                .hasSize(1);

        assertThat(Files.exists(log)).isTrue();
        Run strict =
                GuestRunner.of("strictly replayed", Crossings.class).replay(log).run();
        assertThat(strict.status()).as(strict::describe).isEqualTo(88);
        assertThat(strict.messages()).as(strict::describe).anyMatch(m -> m.contains("strict"));
    }
}
