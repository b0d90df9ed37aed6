package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.litmus.facts.Elsewhere;
import io.ftjvm.litmus.facts.LateZone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environment, working directory, time zone and locale are the recorded ones wherever the guest is executed again. */
class ElsewhereIT {
    @TempDir
    Path directory;

    private Run recorded;

    @Test
    void aReplayElsewhereFindsWhatWasThere() throws IOException {
        Path here = Files.createDirectory(directory.resolve("here"));
        Path there = Files.createDirectory(directory.resolve("there"));
        // The image of java.base is where it was, whatever the home.
        String cache = Path.of(System.getProperty("user.home"), ".cache").toString();
        recorded = GuestRunner.of("record", Elsewhere.class, "one", "two")
                .environment("XDG_CACHE_HOME", cache)
                .record(directory.resolve("log"))
                .directory(here)
                .environment("TZ", "Europe/Paris")
                .environment("LC_ALL", "C")
                .environment("HOME", here.toString())
                .environment("FTJVM_ONLY_HERE", "\u2603 and more")
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).contains("env TZ=Europe/Paris", "property user.dir=" + here, "Feb 14 00:31:30");
        compare(replay("TZ and directory")
                .directory(there)
                .environment("TZ", "Asia/Tokyo")
                .environment("LC_ALL", "C"));
        compare(replay("locale and home")
                .directory(there)
                .environment("LC_ALL", "POSIX")
                .environment("LANG", "de_DE.UTF-8")
                .environment("LC_MESSAGES", "fr_FR")
                .environment("HOME", there.toString())
                .environment("XDG_CACHE_HOME", cache)
                .environment("USER", "somebody")
                .environment("LOGNAME", "somebody")
                .environment("FTJVM_ONLY_THERE", "x".repeat(5000)));
    }

    /** The JVM's attach listener runs Java code of the JDK, which asks for the default time zone. */
    @Test
    void whoeverAsksTheJvmDoesNotShow() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (RunningGuest guest = GuestRunner.of("record", LateZone.class, file.toString())
                .environment("TZ", "Europe/Paris")
                .record(directory.resolve("log"))
                .start()) {
            await().atMost(1, TimeUnit.MINUTES).until(() -> guest.out().contains("ready"));
            Process jcmd = new ProcessBuilder(
                            GuestRunner.JDK.resolve("bin/jcmd").toString(),
                            Long.toString(guest.pid()),
                            "VM.system_properties")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(jcmd.getInputStream().readAllBytes())).contains("java.home");
            Files.delete(file);
            recorded = guest.await(1, TimeUnit.MINUTES);
        }
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).contains("Europe/Paris Thu Jan 01 01:00:00 CET 1970");
        Run replayed = GuestRunner.of("replay", LateZone.class, file.toString())
                .environment("TZ", "Asia/Tokyo")
                .replay(directory.resolve("log"))
                .run();
        assertThat(replayed.out()).as(replayed::describe).isEqualTo(recorded.out());
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(recorded.exitLine());
    }

    /** What the guest can read of the command is of the image, and so are the encodings, which the JDK has used by then. */
    @Test
    void whatCannotBeReplacedIsRefused() {
        recorded = GuestRunner.of("record", Elsewhere.class)
                .jvm("-Duser.language=fr")
                .environment("LC_ALL", "C")
                .record(directory.resolve("log"))
                .run();
        assertThat(recorded.status()).as(recorded::describe).isZero();
        refuses("properties: ", replay("property").jvm("-Duser.language=it").environment("LC_ALL", "C"));
        refuses("encodings: ", replay("encoding").jvm("-Duser.language=fr").environment("LC_ALL", "C.UTF-8"));
    }

    private GuestRunner replay(String name) {
        return GuestRunner.of("replay, another " + name, Elsewhere.class, "one", "two")
                .replay(directory.resolve("log"));
    }

    private void compare(GuestRunner elsewhere) {
        Run replayed = elsewhere.run();
        assertThat(replayed.status()).as(replayed::describe).isZero();
        assertThat(replayed.firstDifference(recorded)).as(replayed::describe).isEmpty();
    }

    private static void refuses(String what, GuestRunner elsewhere) {
        Run replayed = elsewhere.run();
        assertThat(replayed.status()).as(replayed::describe).isEqualTo(88);
        assertThat(replayed.messages()).as(replayed::describe).anyMatch(m -> m.contains(what));
    }
}
