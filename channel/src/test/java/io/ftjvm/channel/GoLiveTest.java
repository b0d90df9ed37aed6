package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.Port;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guest whose primary dies, and who goes on elsewhere: the channel, the ports and the log store together. */
@Timeout(60)
class GoLiveTest {
    private static final ImageDescription IMAGE = new ImageDescription(Map.of("jdk", "17"));
    private static final byte[] TOKEN = {1, 2, 3};
    private static final long MILLI = 1_000_000L;
    private static final ChannelTiming TIMING = new ChannelTiming(10 * MILLI, 800 * MILLI, 100 * MILLI);
    private static final int STEPS = 400;
    private static final int CRASH = 268;

    @TempDir
    Path directory;

    private final ChannelLoop loop = new ChannelLoop(SelectorProvider.provider());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final List<String> messages = new ArrayList<>();
    private final CountDownLatch lockstep = new CountDownLatch(2);
    private final CountDownLatch lost = new CountDownLatch(1);
    private LogStore secondLog;

    @AfterEach
    void stop() throws Exception {
        loop.close();
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void theSuccessorContinuesTheLogAndAnybodyCanReplayAllOfIt() throws Exception {
        ToyGuest first = new ToyGuest();
        ChannelClient client = runUntilTheCrash(first);

        ToyGuest.reset();
        ToyGuest second = new ToyGuest();
        ConsoleTail tail = new ConsoleTail();
        GoLive goLive = position -> live(client, position, tail);
        Port.install(new ReplayingPort(client, tail, goLive, Halted::halt, messages::add));
        second.run(STEPS);

        assertThat(second.history)
                .hasSizeGreaterThan(first.history.size())
                .startsWith(first.history.toArray(new String[0]));
        String printed = console.toString(StandardCharsets.UTF_8);
        assertThat(printed.lines().map(s -> s.replaceAll(" at .*", ""))).containsExactlyElementsOf(everyFourthStep());

        ToyGuest.reset();
        ToyGuest third = new ToyGuest();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        ReplayedOutput output = (kind, id, bytes, offset, length) -> again.write(bytes, offset, length);
        Port.install(new ReplayingPort(whole(secondLog), output, position -> null, Halted::halt, messages::add));
        third.run(STEPS);

        assertThat(third.history).isEqualTo(second.history);
        assertThat(again.toString(StandardCharsets.UTF_8)).isEqualTo(printed);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1)).isEqualTo(messages.get(0));
    }

    private static List<String> everyFourthStep() {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i += 4) {
            steps.add("step " + i);
        }
        return steps;
    }

    /** Runs {@code guest} on a primary with a backup, {@link #CRASH} steps and a bit, and lets it go no further. */
    private ChannelClient runUntilTheCrash(ToyGuest guest) throws Exception {
        LogStore log = store("first");
        OutputGate gate = gate(new ConsoleTail());
        ChannelServer server = new ChannelServer(loop, log, TIMING, new Latencies(), new Primary());
        int port = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.open(gate);
        server.accept(TOKEN);
        LogWriter writer = new LogWriter(log, log.start());
        RecordingPort recording =
                new RecordingPort(writer, new HostClock(0), gate, server.pacer(), Halted::halt, messages::add);
        recording.logReleased();
        Port.install(recording);
        ToyGuest.reset();

        secondLog = store("second");
        ChannelClient client = new ChannelClient(loop, secondLog, TIMING, new Backup());
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TOKEN);
        lockstep.await();
        for (int step = 0; step <= CRASH; step++) {
            if (step == 100) {
                recording.post(Interrupts.NET_DATA, 7, "hello".getBytes(StandardCharsets.US_ASCII));
            }
            guest.step(step);
        }
        // The output at the end of this step was released, so everything before it is on the backup. What the guest
        // does
        // next logs that release, and may be lost with the primary.
        await().until(() -> gate.console().written(Outputs.STDOUT) == guest.printed);
        List<String> certain = new ArrayList<>(guest.history);
        Thread.sleep(3);
        guest.step(CRASH + 1);
        guest.history.retainAll(certain);
        await().until(() -> server.status().received() == log.end());
        server.close();
        lost.await();
        client.won();
        return client;
    }

    /** What the agent does. */
    private Port live(ChannelClient client, LogPosition position, ConsoleTail tail) {
        assertThat(position.offset()).isEqualTo(secondLog.end());
        LogWriter writer = new LogWriter(secondLog, position);
        HostClock clock = new HostClock(position.clock());
        RecordingPort port = new RecordingPort(writer, clock, gate(tail), Pacer.NONE, Halted::halt, messages::add);
        port.logReleased();
        return port;
    }

    private OutputGate gate(ConsoleTail tail) {
        return OutputGate.open((kind, id, data) -> {}, tail, console, console, nanos -> {});
    }

    /** The log from boot, as if it had been recorded. */
    private static LogSource whole(LogStore log) {
        long start = log.start().offset();
        FrameReader frames = new FrameReader(log.reader(start), start);
        return new LogSource() {
            @Override
            public Frame next() throws LogException {
                return frames.next();
            }

            @Override
            public long position() {
                return frames.position();
            }

            @Override
            public Supply await() {
                return Supply.END;
            }
        };
    }

    private LogStore store(String name) throws IOException {
        LogStore store = new LogStore(directory.resolve(name), IMAGE, 1L << 30, messages::add);
        open.add(store);
        return store;
    }

    private final class Primary implements ChannelServer.Listener {
        @Override
        public void onJoining(String address) {}

        @Override
        public void onJoinFailed(String reason) {}

        @Override
        public void onProtected() {
            lockstep.countDown();
        }

        @Override
        public void onBackupLost(String reason) {}
    }

    private final class Backup implements ChannelClient.Listener {
        @Override
        public void onJoining() {}

        @Override
        public void onRefused(List<String> reasons, boolean forGood) {}

        @Override
        public void onLockstep() {
            lockstep.countDown();
        }

        @Override
        public void onPrimaryLost(String reason, boolean mayGoLive) {
            lost.countDown();
        }

        @Override
        public void onCorrupt(String reason) {}
    }
}
