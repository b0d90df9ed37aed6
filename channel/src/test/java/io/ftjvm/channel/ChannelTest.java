package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.guest.Outputs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The logging channel over real sockets, with the guest's part played by the test. */
@Timeout(60)
class ChannelTest {
    private static final ImageDescription IMAGE =
            new ImageDescription(Map.of("jdk", "17.0.2+8", "class-path.0", "app.jar 0123abcd"));
    private static final byte[] TOKEN = "secret".getBytes(StandardCharsets.US_ASCII);
    private static final long MILLI = 1_000_000L;
    /** Long enough for a machine with other things to do. */
    private static final ChannelTiming TIMING = new ChannelTiming(10 * MILLI, 800 * MILLI, 100 * MILLI);

    @TempDir
    Path directory;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> emitted = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ChannelLoop primaryLoop = new ChannelLoop(SelectorProvider.provider());
    private final ChannelLoop backupLoop = new ChannelLoop(SelectorProvider.provider());
    private final Latencies latencies = new Latencies();

    private LogStore primaryLog;
    private LogWriter writer;
    private OutputGate gate;
    private ChannelServer server;
    private InetSocketAddress address;
    private long ordinal;

    @BeforeEach
    void startPrimary() throws IOException {
        primaryLog = store("primary", IMAGE);
        writer = new LogWriter(primaryLog, primaryLog.start());
        gate = OutputGate.open(
                (kind, id, data) -> emitted.add(new String(data, StandardCharsets.UTF_8)),
                new ConsoleTail(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                latencies::outputHold);
        server = new ChannelServer(primaryLoop, primaryLog, TIMING, latencies, new PrimaryEvents());
        int port = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server.open(gate);
        server.accept(TOKEN);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        primaryLoop.close();
        backupLoop.close();
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void aBackupJoinsWhileTheLogGrowsAndReachesLockstep() throws Exception {
        write(20_000);
        AtomicBoolean go = new AtomicBoolean(true);
        Thread guest = new Thread(() -> {
            while (go.get()) {
                write(10);
                Pause.nanos(MILLI);
            }
        });
        guest.start();
        Backup backup = backup("backup", IMAGE, TOKEN);
        await().until(() -> events.contains("primary protected") && events.contains("backup lockstep"));
        go.set(false);
        guest.join();
        await().until(() -> backup.entries() == ordinal && server.status().executed() == primaryLog.end());
        assertThat(backup.store.end()).isEqualTo(primaryLog.end());
        assertThat(server.status().inLockstep()).isTrue();
        assertThat(server.status().lag()).isLessThan(TIMING.maxLag());
        assertThat(events).containsSubsequence("primary joining", "primary protected");
    }

    @Test
    void outputsWaitForTheBackup() throws Exception {
        lockstep();
        for (int i = 0; i < 100; i++) {
            output("o" + i);
        }
        await().until(() -> emitted.size() == 100);
        assertThat(emitted.get(99)).isEqualTo("o99");
        assertThat(latencies.all()[0].interval(null).getTotalCount()).isEqualTo(100);
        assertThat(latencies.all()[1].interval(null).getTotalCount()).isPositive();
    }

    @Test
    void everyOutputReleasedBeforeProtectionIsInTheLogOfABackupThatMayTakeOver() throws Exception {
        AtomicBoolean go = new AtomicBoolean(true);
        Thread guest = new Thread(() -> {
            for (int i = 0; go.get(); i++) {
                output("o" + i);
                Pause.nanos(MILLI / 20);
            }
        });
        guest.start();
        Backup backup = backup("backup", IMAGE, TOKEN);
        await().until(() -> events.contains("backup lockstep"));
        server.close();
        await().until(() -> events.contains("backup lost true"));
        // Contact is lost; what has left by now is all that ever does.
        int left = emitted.size();
        go.set(false);
        guest.join();
        assertThat(emitted).hasSize(left);
        backup.client.won();
        await().until(() -> backup.supply == LogSource.Supply.LIVE);
        assertThat(backup.outputs).isGreaterThanOrEqualTo(left);
    }

    @Test
    void aBackupThatLosesItsPrimaryFinishesTheLogAndGoesLive() throws Exception {
        Backup backup = lockstep();
        write(1000);
        await().until(() -> server.status().received() == primaryLog.end());
        server.close();
        await().until(() -> events.contains("backup lost true"));
        assertThat(backup.supply).isNull();
        backup.client.won();
        await().until(() -> backup.supply == LogSource.Supply.LIVE);
        assertThat(backup.entries()).isEqualTo(ordinal);
    }

    @Test
    void aPrimaryThatLosesItsBackupHoldsEverythingUntilItHasWon() throws Exception {
        Backup backup = lockstep();
        backup.client.close();
        backupLoop.close();
        await().until(() -> events.stream().anyMatch(e -> e.startsWith("primary lost")));
        output("held");
        assertThat(emitted).isEmpty();
        gate.unprotect();
        assertThat(emitted).containsExactly("held");
    }

    @Test
    void aBackupThatFallsSilentIsLost() throws Exception {
        try (Socket silent = greet(TOKEN, IMAGE)) {
            await().until(() -> events.contains("primary joining"));
            await().until(() -> events.stream().anyMatch(e -> e.startsWith("primary join failed: no acknowledgement")));
            assertThat(silent.isConnected()).isTrue();
        }
        lockstep();
    }

    @Test
    void afterALossTheNextBackupJoinsWithTheNewToken() throws Exception {
        Backup first = lockstep();
        first.disconnect();
        await().until(() -> events.stream().anyMatch(e -> e.startsWith("primary lost")));
        gate.unprotect();
        write(100);
        backup("early", IMAGE, TOKEN);
        await().until(() -> events.contains("backup refused not now: the primary takes no backup"));
        byte[] next = "next".getBytes(StandardCharsets.US_ASCII);
        server.accept(next);
        backup("stale", IMAGE, TOKEN);
        await().until(() ->
                events.contains("backup refused not now: the token is not that of this primary's generation"));
        events.clear();
        backup("second", IMAGE, next);
        await().until(() -> events.contains("primary protected"));
    }

    @Test
    void anUnlikeImageIsRefusedWithEveryDifference() throws Exception {
        ImageDescription unlike =
                new ImageDescription(Map.of("jdk", "25+36", "class-path.0", "app.jar 0123abcd", "option.0", "-Dx=y"));
        backup("backup", unlike, TOKEN);
        await().until(() -> events.contains(
                "backup refused for good jdk: primary 17.0.2+8, backup 25+36|option.0: only backup (-Dx=y)"));
        assertThat(server.status().connected()).isFalse();
    }

    @Test
    void aSecondBackupIsRefused() throws Exception {
        lockstep();
        backup("second", IMAGE, TOKEN);
        await().until(() -> events.contains("backup refused not now: the primary has a backup already"));
        output("still protected");
        await().until(() -> emitted.contains("still protected"));
    }

    @Test
    void garbageIsDroppedAndDisturbsNothing() throws Exception {
        lockstep();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[1 + random.nextInt(3000)];
            random.nextBytes(garbage);
            send(garbage);
        }
        send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(new byte[100]);
        send(ByteBuffer.allocate(29).put((byte) Message.ACK).putInt(24).array());
        send(ByteBuffer.allocate(5)
                .put((byte) Message.HELLO)
                .putInt(Integer.MAX_VALUE)
                .array());
        await().until(() -> server.status().dropped() == 24);
        output("undisturbed");
        await().until(() -> emitted.contains("undisturbed"));
        assertThat(server.status().inLockstep()).isTrue();
    }

    @Test
    void aBackupThatAcknowledgesWhatItCannotHaveIsDropped() throws Exception {
        try (Socket liar = greet(TOKEN, IMAGE)) {
            await().until(() -> events.contains("primary joining"));
            ByteBuffer ack = ByteBuffer.allocate(29).put((byte) Message.ACK).putInt(24);
            liar.getOutputStream()
                    .write(ack.putLong(1L << 40).putLong(0).putLong(0).array());
            await().until(() -> events.contains("primary join failed: it does not keep to the protocol"));
        }
    }

    @Test
    void theEndOfTheGuestIsNotAFailure() throws Exception {
        Backup backup = lockstep();
        write(100);
        server.goodbye();
        await().until(() -> backup.supply == LogSource.Supply.END);
        server.close();
        assertThat(backup.entries()).isEqualTo(ordinal);
        assertThat(events).noneMatch(e -> e.startsWith("backup lost") || e.startsWith("primary lost"));
    }

    @Test
    void aBackupThatCannotConnectLearnsSo() throws Exception {
        server.close();
        await().until(() -> {
            try (Socket probe = new Socket()) {
                probe.connect(address);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
        backup("backup", IMAGE, TOKEN);
        await().until(() -> events.contains("backup lost false"));
    }

    private Backup lockstep() throws IOException {
        Backup backup = backup("backup", IMAGE, TOKEN);
        await().until(() -> events.contains("primary protected") && events.contains("backup lockstep"));
        return backup;
    }

    private synchronized void write(int marks) {
        try {
            for (int i = 0; i < marks; i++) {
                ordinal++;
                writer.mark(ordinal, ordinal * 100, ordinal * 31);
            }
            writer.closeFrame();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void output(String text) {
        try {
            ordinal++;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            writer.output(ordinal, ordinal * 100, 0, Outputs.NET_WRITE, 1, bytes.length, 0);
            writer.closeFrame();
            gate.submit(Outputs.NET_WRITE, 1, bytes, writer.end());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private LogStore store(String name, ImageDescription image) throws IOException {
        LogStore store = new LogStore(directory.resolve(name), image, 1L << 30, events::add);
        open.add(store);
        return store;
    }

    private Backup backup(String name, ImageDescription image, byte[] token) throws IOException {
        Backup backup = new Backup(store(name, image));
        backup.client.connect(address, token);
        return backup;
    }

    private void send(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(bytes);
        }
    }

    /** A backup that says hello and nothing more. */
    private Socket greet(byte[] token, ImageDescription image) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        io.netty.buffer.ByteBuf hello = Message.hello(token, LogHeader.encode(image));
        socket.getOutputStream().write(hello.array(), 0, hello.readableBytes());
        return socket;
    }

    /** A backup whose guest only reads the log. */
    private final class Backup {
        final LogStore store;
        final ChannelClient client;
        volatile LogSource.Supply supply;
        volatile long outputs;
        private volatile long entries;

        Backup(LogStore store) {
            this.store = store;
            this.client = new ChannelClient(backupLoop, store, TIMING, new BackupEvents());
            Thread guest = new Thread(this::run);
            guest.setDaemon(true);
            guest.start();
        }

        long entries() {
            return entries;
        }

        void disconnect() {
            client.disconnect();
        }

        private void run() {
            EntryReader reader = new EntryReader();
            Entry e = new Entry();
            try {
                for (; ; ) {
                    Frame frame = client.next();
                    if (frame == null) {
                        LogSource.Supply found = client.await();
                        if (found != LogSource.Supply.MORE) {
                            supply = found;
                            return;
                        }
                        continue;
                    }
                    reader.frame(frame);
                    while (reader.hasNext()) {
                        reader.next(e);
                        entries++;
                        if (e.kind == EntryKind.OUTPUT) {
                            outputs++;
                        }
                    }
                }
            } catch (LogException x) {
                events.add("backup " + x);
            }
        }
    }

    private final class PrimaryEvents implements ChannelServer.Listener {
        @Override
        public void onJoining(String from) {
            events.add("primary joining");
        }

        @Override
        public void onJoinFailed(String reason) {
            events.add("primary join failed: " + reason);
        }

        @Override
        public void onProtected() {
            events.add("primary protected");
        }

        @Override
        public void onBackupLost(String reason) {
            events.add("primary lost " + reason);
        }
    }

    private final class BackupEvents implements ChannelClient.Listener {
        @Override
        public void onJoining() {
            events.add("backup joining");
        }

        @Override
        public void onRefused(List<String> reasons, boolean forGood) {
            events.add("backup refused " + (forGood ? "for good " : "") + String.join("|", reasons));
        }

        @Override
        public void onLockstep() {
            events.add("backup lockstep");
        }

        @Override
        public void onPrimaryLost(String reason, boolean mayGoLive) {
            events.add("backup lost " + mayGoLive);
        }

        @Override
        public void onCorrupt(String reason) {
            events.add("backup corrupt " + reason);
        }
    }
}
