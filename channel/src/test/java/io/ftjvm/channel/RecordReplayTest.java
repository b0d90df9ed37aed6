package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Lockstep;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.Port;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReplayTest {
    private static final ImageDescription IMAGE = new ImageDescription(Map.of("jdk", "17"));
    private static final int STEPS = 400;

    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("run.log");
    }

    @Test
    void aReplayIsTheRun() throws Exception {
        ToyGuest run = record();
        String output = printed.toString(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            ToyGuest again = new ToyGuest();
            assertThat(replay(again)).isEqualTo(output);
            assertThat(again.history).isEqualTo(run.history);
            assertThat(messages).hasSize(2 + i);
            assertThat(messages.get(1 + i)).isEqualTo(messages.get(0));
        }
        assertThat(messages.get(0)).matches("ftjvm: exit status=3 count=\\d+ entries=\\d+ digest=[0-9a-f]{16}");
        assertThat(run.history).anyMatch(s -> s.startsWith("17 5 hello"));
    }

    @Test
    void theClockNeverGoesBackAndFollowsRealTime() throws Exception {
        ToyGuest run = record();
        long[] times = run.history.stream()
                .filter(s -> s.startsWith("1 "))
                .mapToLong(s -> Long.parseLong(s.split(" ")[1]))
                .toArray();
        assertThat(times).isSorted().hasSizeGreaterThan(5);
        long now = System.currentTimeMillis() * 1_000_000L;
        assertThat(times[times.length - 1]).isBetween(now - 60_000_000_000L, now + 1_000_000L);
    }

    @Test
    void anInterruptedGuestThreadIdlesAndKeepsItsStatus() throws Exception {
        try (LogFile log = new LogFile(file, IMAGE)) {
            install(log);
            Thread.currentThread().interrupt();
            long start = System.nanoTime();
            ToyGuest guest = new ToyGuest();
            guest.poll(Port.POLL, 0);
            guest.poll(Port.IDLE, guest.now + 20_000_000);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(System.nanoTime() - start).isGreaterThan(15_000_000);
        }
    }

    @Test
    void reportsAnotherArgumentOfATrap() throws Exception {
        record();
        Halted halted = replayOdd(g -> g.trap("something else"));
        assertThat(halted.status).isEqualTo(86);
        assertThat(halted.report).allMatch(s -> s.startsWith("ftjvm: divergence: "));
        assertThat(halted.report.get(0)).contains("count=").contains("ordinal=").contains("guest thread main");
        assertThat(halted.report.get(2)).contains("trap ENTROPY");
        assertThat(halted.report.stream().filter(s -> s.contains("divergence: before")))
                .hasSize(10);
        assertThat(halted.report).anyMatch(s -> s.contains("stack")).noneMatch(s -> s.contains("ReplayingPort"));
    }

    @Test
    void reportsAnOutputTooMany() throws Exception {
        record();
        assertThat(replayOdd(g -> g.print("x")).report.get(2)).contains("output STDOUT id=0 length=1");
    }

    @Test
    void reportsOtherBytesOfAnOutput() throws Exception {
        record();
        ToyGuest guest = new ToyGuest();
        guest.oddStep = 100;
        guest.odd = () -> guest.now++;
        assertThat(halted(guest).status).isEqualTo(86);
    }

    @Test
    void reportsAnotherCount() throws Exception {
        record();
        Halted halted = replayOdd(g -> Lockstep.count++);
        assertThat(halted.status).isEqualTo(86);
    }

    @Test
    void reportsAPollTooMany() throws Exception {
        record();
        assertThat(replayOdd(g -> g.poll(Port.POLL, 0)).status).isEqualTo(86);
    }

    @Test
    void reportsAnotherDigestAtTheExit() throws Exception {
        record();
        ToyGuest guest = new ToyGuest();
        guest.oddStep = STEPS;
        guest.odd = () -> Lockstep.mix(1);
        assertThat(halted(guest).report.get(1)).contains("exit status=3");
    }

    @Test
    void reportsAnotherDigestAtTheNextEntries() throws Exception {
        record();
        ToyGuest guest = new ToyGuest();
        guest.oddStep = STEPS / 2;
        long[] count = new long[1];
        guest.odd = () -> {
            Lockstep.mix(1);
            count[0] = Lockstep.count;
        };
        Halted halted = halted(guest);
        assertThat(halted.status).isEqualTo(86);
        assertThat(Lockstep.count).isLessThan(count[0] + 200);
    }

    @Test
    void reportsAnotherDigestAtAMark() throws Exception {
        try (LogFile log = new LogFile(file, IMAGE)) {
            install(log);
            ToyGuest guest = new ToyGuest();
            guest.poll(Port.POLL, 0);
            Thread.sleep(2);
            guest.poll(Port.POLL, 0);
            Port.current().exit(3);
        }
        ToyGuest.reset();
        Halted halted = catchThrowableOfType(Halted.class, () -> {
            try (LogFile.Reader reader = LogFile.open(file)) {
                Port.install(replaying(reader, new ByteArrayOutputStream()));
                ToyGuest guest = new ToyGuest();
                guest.poll(Port.POLL, 0);
                Lockstep.mix(1);
                guest.poll(Port.POLL, 0);
            }
        });
        assertThat(halted.report.get(1)).contains("mark digest=");
    }

    @Test
    void reportsAnEarlierExit() throws Exception {
        record();
        assertThat(replayOdd(g -> Port.current().exit(0)).report.get(2)).contains("exit status=0");
    }

    @Test
    void aLogWithoutItsEndIsReportedWithItsPosition() throws Exception {
        record();
        byte[] good = Files.readAllBytes(file);
        for (int cut : new int[] {1, 5, 17, 100, good.length / 2}) {
            Files.write(file, Arrays.copyOf(good, good.length - cut));
            Halted halted = halted(new ToyGuest());
            assertThat(halted.status).isEqualTo(89);
            assertThat(halted.report).hasSize(1);
            assertThat(halted.report.get(0))
                    .matches("ftjvm: the log cannot be read at byte " + (good.length - cut) + ": .*");
        }
    }

    @Test
    void bytesAfterTheExitAreReported() throws Exception {
        record();
        byte[] good = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(good, good.length + 3));
        assertThat(halted(new ToyGuest()).status).isEqualTo(89);
    }

    private ToyGuest record() throws IOException {
        ToyGuest guest = new ToyGuest();
        try (LogFile log = new LogFile(file, IMAGE)) {
            RecordingPort port = install(log);
            guest.oddStep = 60;
            guest.odd = () -> port.post(Interrupts.NET_DATA, 5, "hello".getBytes(StandardCharsets.US_ASCII));
            guest.run(STEPS);
        }
        return guest;
    }

    private RecordingPort install(LogFile log) {
        ToyGuest.reset();
        OutputGate gate = OutputGate.open((kind, id, data) -> {}, new ConsoleTail(), printed, printed, nanos -> {});
        LogWriter writer = new LogWriter(log, log.start());
        RecordingPort port = new RecordingPort(writer, new HostClock(0), gate, Pacer.NONE, Halted::halt, messages::add);
        Port.install(port);
        return port;
    }

    private String replay(ToyGuest guest) throws IOException {
        ToyGuest.reset();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        try (LogFile.Reader reader = LogFile.open(file)) {
            Port.install(replaying(reader, again));
            guest.run(STEPS);
        }
        return again.toString(StandardCharsets.UTF_8);
    }

    private ReplayingPort replaying(LogSource source, ByteArrayOutputStream out) {
        return new ReplayingPort(
                source,
                (kind, id, bytes, offset, length) -> {
                    assertThat(kind).isEqualTo(Outputs.STDOUT);
                    out.write(bytes, offset, length);
                },
                position -> {
                    throw new AssertionError("a file goes live");
                },
                Halted::halt,
                messages::add);
    }

    private Halted replayOdd(java.util.function.Consumer<ToyGuest> odd) {
        ToyGuest guest = new ToyGuest();
        guest.oddStep = 100;
        guest.odd = () -> odd.accept(guest);
        return halted(guest);
    }

    private Halted halted(ToyGuest guest) {
        Halted halted = catchThrowableOfType(Halted.class, () -> replay(guest));
        assertThat(halted).isNotNull();
        return halted;
    }
}
