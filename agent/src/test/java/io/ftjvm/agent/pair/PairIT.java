package io.ftjvm.agent.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ftjvm.arbiter.Arbiter;
import io.ftjvm.arbiter.Arbiters;
import io.ftjvm.bench.Instance;
import io.ftjvm.bench.LineConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a pair when one of the two is killed, stopped, slow or late, or is not what it should be. */
class PairIT {
    private static final int BAD_START = 88;

    @TempDir
    Path directory;

    private Service service;
    private Sample.Load load;
    private Instance primary;
    private Instance backup;

    @BeforeEach
    void pair() throws Exception {
        service = new Service(Sample.BANK, directory.resolve("arbiter"));
        load = Sample.BANK.load(service.port);
        primary = service.primary();
    }

    private void protect() throws Exception {
        backup = service.backup(primary);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aStoppedPrimaryFindsItselfFenced() throws Exception {
        protect();
        load.start();
        Thread.sleep(1000);
        load.stop();
        try (LineConnection client = new LineConnection(service.port)) {
            client.send("OPEN somewhere\n");
            client.receiveLine();
            List<String> printed = primary.output();

            Service.stop(primary);
            client.send("DEPOSIT late somewhere 1\n");
            service.live(backup);
            load.start();
            Thread.sleep(500);
            Service.signal(primary, "CONT");
            assertThat(primary.awaitExit(Service.PATIENCE))
                    .as(service::describe)
                    .isEqualTo(Service.FENCED);

            service.await(primary, "fenced NAME");
            assertThat(primary.output()).isEqualTo(printed);
            assertThat(answer(client)).isEqualTo("none");
        }
        assertClean();
    }

    private static String answer(LineConnection client) {
        try {
            return client.receiveLine();
        } catch (IOException e) {
            return "none";
        }
    }

    @Test
    void withoutItsBackupThePrimaryGoesOnAloneAndTakesAnother() throws Exception {
        protect();
        load.start();
        Thread.sleep(500);
        backup.kill();
        service.await(primary, "primary NAME unprotected");
        long done = load.generator().completed();
        await().atMost(Service.PATIENCE).until(() -> load.generator().completed() > done + 100);

        backup = service.backup(primary);
        failOver();
        assertClean();
    }

    @Test
    void aStoppedBackupFindsItselfFenced() throws Exception {
        protect();
        load.start();
        Thread.sleep(500);
        Service.stop(backup);
        service.await(primary, "primary NAME unprotected");
        Service.signal(backup, "CONT");
        assertThat(backup.awaitExit(Service.PATIENCE)).as(service::describe).isEqualTo(Service.FENCED);
        service.await(backup, "fenced NAME");

        backup = service.backup(primary);
        failOver();
        assertClean();
    }

    @Test
    void aThirdInstanceWaitsUntilItIsNeeded() throws Exception {
        protect();
        Instance third = service.start();
        service.await(third, "waiting: .*has a backup already");
        load.start();
        Thread.sleep(500);
        List<Instance> pair = service.whole(primary, backup);
        pair.get(0).kill();
        primary = pair.get(1);
        service.live(primary);
        service.inLockstep(primary, third);
        backup = third;
        failOver();
        assertClean();
    }

    @Test
    void aBackupThatComesLateCatchesUp() throws Exception {
        load.start();
        Thread.sleep(5000);
        protect();
        failOver();
        assertClean();
    }

    @Test
    void theEndOfTheServiceIsNoFailover() throws Exception {
        protect();
        load.start();
        Thread.sleep(500);
        load.stop();
        Service.signal(primary, "TERM");
        assertThat(primary.awaitExit(Service.PATIENCE)).as(service::describe).isEqualTo(128 + 15);
        assertThat(backup.awaitExit(Service.PATIENCE)).as(service::describe).isEqualTo(128 + 15);
        assertThat(exitLine(backup)).isEqualTo(exitLine(primary)).isNotEmpty();
    }

    private static List<String> exitLine(Instance instance) {
        return instance.messages().stream()
                .filter(line -> line.startsWith("ftjvm: exit "))
                .toList();
    }

    @Test
    void anotherArgumentIsRefused() throws Exception {
        Instance other = service.start(Sample.BANK.jar(), "1" + service.port);
        assertThat(other.awaitExit(Service.PATIENCE)).as(service::describe).isEqualTo(BAD_START);
        service.await(other, "primary NAME .*does not take this backup: .*command: ");
        protect();
    }

    @Test
    void anotherClassPathIsRefused() throws Exception {
        Path jar = directory.resolve(Sample.BANK.jar().getFileName());
        Files.copy(Sample.BANK.jar(), jar, StandardCopyOption.REPLACE_EXISTING);
        changeAnEntry(jar);
        Instance other = service.start(jar, Integer.toString(service.port));
        assertThat(other.awaitExit(Service.PATIENCE)).as(service::describe).isEqualTo(BAD_START);
        service.await(other, "primary NAME .*does not take this backup: .*classpath.*bank.jar");
        protect();
    }

    private static void changeAnEntry(Path jar) throws IOException {
        Path changed = jar.resolveSibling("changed.jar");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(from.getInputStream(entry).readAllBytes());
            }
            to.putNextEntry(new ZipEntry("new.txt"));
            to.write('x');
        }
        Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void garbageOnTheChannelPortDisturbsNothing() throws Exception {
        protect();
        load.start();
        int channel = channelPort();
        Random random = new Random(5);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        byte[] endless = {1, 0x7f, -1, -1, -1};
        byte[] negative = {1, -1, -1, -1, -1};
        byte[] acknowledgement = new byte[29];
        acknowledgement[0] = 6;
        acknowledgement[4] = 24;
        for (byte[] garbage : List.of(
                noise,
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(),
                endless,
                negative,
                acknowledgement,
                new byte[0])) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), channel)) {
                socket.setSoTimeout(20_000);
                send(socket.getOutputStream(), garbage);
                assertThat(closed(socket))
                        .as("closed after " + garbage.length + " bytes")
                        .isTrue();
            }
        }
        assertThat(service.whole(primary, backup)).as(service::describe).containsExactly(primary, backup);
        failOver();
        assertClean();
    }

    private int channelPort() {
        try (Arbiter arbiter = Arbiters.open(service.arbiter(), service.name())) {
            String address = arbiter.read().orElseThrow().address();
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }
    }

    private static void send(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            // It need not read all of it.
            return;
        }
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    private void failOver() throws Exception {
        List<Instance> pair = service.whole(primary, backup);
        pair.get(0).kill();
        primary = pair.get(1);
        service.live(primary);
        Thread.sleep(300);
    }

    /** The load, which runs, has seen nothing wrong, and the bank's transaction log is complete. */
    private void assertClean() throws Exception {
        load.stop();
        assertThat(load.generator().completed()).isPositive();
        assertThat(load.check().examples()).as(service::describe).isEmpty();
        service.assertPrinted(load);
        assertThat(service.diverged()).as(service::describe).isFalse();
    }
}
