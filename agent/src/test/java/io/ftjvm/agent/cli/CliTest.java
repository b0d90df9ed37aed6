package io.ftjvm.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.status.Status;
import io.ftjvm.agent.status.StatusFile;
import io.ftjvm.arbiter.Arbiter;
import io.ftjvm.arbiter.Arbiters;
import io.ftjvm.arbiter.HostName;
import io.ftjvm.arbiter.Registration;
import io.ftjvm.channel.ImageDescription;
import io.ftjvm.channel.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "status ", "log ", "arbiter ", "doctor "})
    void everyCommandHasHelp(String command) {
        assertThat(run((command + "--help").split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: ftagent ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void mistakesGetOneLine() {
        assertThat(run()).isEqualTo(88);
        assertThat(run("statsu")).isEqualTo(88);
        assertThat(run("arbiter")).isEqualTo(88);
        assertThat(run("arbiter", "--arbiter", "tcp://h:1", "web")).isEqualTo(88);
        assertThat(run("status", "--arbiter", "file:/proc/none")).isEqualTo(88);
        assertThat(err.toString().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("ftjvm: "))
                .anyMatch(line -> line.contains("not built yet"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void doctorSaysWhatAProgramAsksFor() throws IOException {
        Path quiet = Files.createDirectory(directory.resolve("quiet"));
        assertThat(run("doctor", quiet.toString())).isZero();
        assertThat(out.toString()).isEqualTo("0 refused, 0 need an option, 0 with a limit\n");
        Path asking = Files.createDirectory(directory.resolve("asking"));
        byte[] library = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F'}, 0, library, 0, 4);
        library[18] = 62;
        Files.write(asking.resolve("lib\"x.so"), library);
        assertThat(run("doctor", quiet + ":" + asking)).isEqualTo(1);
        assertThat(out.toString()).contains("native library").contains("0 refused, 1 need an option, 0 with a limit\n");
        assertThat(run("doctor", "--json", asking.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("{\"refused\":0,\"option\":1,\"limit\":0,\"findings\":[")
                .contains("\"archive\":\"" + asking + "\"")
                .contains("native library lib\\\"x.so, which");
        assertThat(run("doctor", directory.resolve("absent.jar").toString())).isEqualTo(88);
        assertThat(err.toString())
                .startsWith("ftjvm: cannot read the program: ")
                .contains("absent.jar");
    }

    @Test
    void arbiterPrintsTheRegister() {
        assertThat(run("arbiter", "--arbiter", url(), "web")).isEqualTo(1);
        try (Arbiter arbiter = Arbiters.open(url(), "web")) {
            arbiter.compareAndSet(0, registration());
            arbiter.attend(1, "m2");
            assertThat(run("arbiter", "--arbiter", url(), "web")).isZero();
        }
        assertThat(run("arbiter", "--arbiter", url(), "web")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "name=web generation=0 empty",
                        "name=web generation=1 holder=m1 address=127.0.0.1:4711 host=alpha pid=" + PID + " alive=true",
                        "standby=m2",
                        "name=web generation=1 holder=m1 address=127.0.0.1:4711 host=alpha pid=" + PID
                                + " alive=false");
    }

    @Test
    void statusPrintsInstancesAndRegisters() throws IOException {
        try (Arbiter arbiter = Arbiters.open(url(), "web");
                StatusFile file = new StatusFile(directory, "m1")) {
            arbiter.compareAndSet(0, registration());
            file.write(status("web", Instant.now()));
            assertThat(run("status", "--arbiter", url())).isZero();
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "name=web role=primary state=protected generation=1 pid=" + PID + " host=" + HostName.local()
                                + " count=5 entries=6 lag-ms=7 threads=8 all-blocked=true deadlocked=2 responding=true",
                        "name=web register generation=1 holder=m1 address=127.0.0.1:4711 host=alpha pid=" + PID
                                + " alive=true");
    }

    @Test
    void statusTellsWhoDoesNotRespond() throws IOException {
        try (StatusFile file = new StatusFile(directory, "m1")) {
            file.write(status("web", Instant.now().minusSeconds(10)));
            run("status", "--arbiter", url());
        }
        assertThat(out.toString()).contains("responding=false");
    }

    @Test
    void statusTellsWhenNobodyServes() throws IOException {
        assertThat(run("status", "--arbiter", url())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("ftjvm: no service runs here\n");
        assertThat(run("status", "--arbiter", url(), "web")).isEqualTo(1);
        try (Arbiter arbiter = Arbiters.open(url(), "web")) {
            arbiter.compareAndSet(0, registration());
        }
        assertThat(run("status", "--arbiter", url(), "web")).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "name=web generation=0 never started",
                        "name=web register generation=1 holder=m1 address=127.0.0.1:4711 host=alpha pid=" + PID
                                + " alive=false");
    }

    @Test
    void aDamagedRegisterIsReported() throws IOException {
        Files.writeString(directory.resolve("web.register"), "nonsense");
        assertThat(run("arbiter", "--arbiter", url(), "web")).isEqualTo(88);
        assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.contains("web.register is damaged"));
    }

    @Test
    void logPrintsTheHeader() throws IOException {
        Path log = log();
        assertThat(run("log", log.toString())).isZero();
        assertThat(out.toString().lines()).containsExactly("arguments=x\\ny", "jdk=17");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void logReportsDamageWithItsPosition() throws IOException {
        Path log = log();
        long end = Files.size(log);
        Files.write(log, new byte[5], StandardOpenOption.APPEND);
        assertThat(run("log", log.toString())).isEqualTo(89);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .startsWith("ftjvm: log " + log + " is unreadable at byte " + (end + 5) + ": cut off in the frame");
    }

    @Test
    void logReportsAMissingFile() {
        Path none = directory.resolve("none");
        assertThat(run("log", none.toString())).isEqualTo(89);
        assertThat(err.toString()).isEqualTo("ftjvm: log " + none + " (No such file or directory)\n");
    }

    private Path log() throws IOException {
        Path path = directory.resolve("run.log");
        new LogFile(path, new ImageDescription(Map.of("jdk", "17", "arguments", "x\ny"))).close();
        return path;
    }

    private static Registration registration() {
        return new Registration(1, "m1", "127.0.0.1:4711", "secret", "alpha", PID);
    }

    private static Status status(String name, Instant updated) {
        return new Status(
                name,
                "m1",
                HostName.local(),
                PID,
                "primary",
                "protected",
                1,
                5,
                6,
                Duration.ofMillis(7),
                8,
                true,
                2,
                updated);
    }

    private String url() {
        return "file:" + directory;
    }

    private int run(String... args) {
        return Cli.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
