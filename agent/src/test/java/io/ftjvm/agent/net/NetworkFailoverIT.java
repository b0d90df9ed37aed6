package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.net.guest.ThreeDoors;
import io.ftjvm.bench.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients over TLS, datagrams and a Unix domain socket, before and after the primary is killed. */
class NetworkFailoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    private static final Path AGENT = Path.of(System.getProperty("ftjvm.agent.jar", "target/ftagent.jar"));

    @TempDir
    Path directory;

    private Path store;
    private UnixDomainSocketAddress unix;
    private int port;
    private SSLContext context;

    @BeforeEach
    void prepare() throws Exception {
        store = directory.resolve("keys");
        KeyStores.generate(JDK, store);
        unix = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = s.getLocalPort();
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
    }

    private Instance start() throws IOException {
        String classes = ThreeDoors.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Instance.start(
                List.of(
                        JDK.resolve("bin/java").toString(),
                        "-javaagent:" + AGENT.toAbsolutePath() + "=name=doors,timeout=20s,arbiter=file:"
                                + directory.resolve("arbiter"),
                        "-cp",
                        classes,
                        ThreeDoors.class.getName(),
                        store.toString(),
                        Integer.toString(port),
                        unix.toString()),
                line -> {});
    }

    private static void await(Instance i, String words) throws IOException, InterruptedException {
        i.awaitMessage(Pattern.compile("^ftjvm: " + words.replace("NAME", "doors generation=\\d+")), PATIENCE);
    }

    @Test
    void allDoorsOpenAgain() throws Exception {
        try (Instance primary = start();
                DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            await(primary, "primary NAME unprotected");
            primary.awaitOutput(Pattern.compile("^listening on "), PATIENCE);
            try (Instance backup = start()) {
                await(backup, "backup NAME in lockstep");
                await(primary, "primary NAME protected");
                byte[] session = overTls("one", "1 one");
                assertThat(overTls("two", "2 two")).isEqualTo(session);
                assertThat(byDatagram(client, "three")).isEqualTo("3 three");
                assertThat(overUnix("four")).isEqualTo("4 four");

                primary.kill();
                await(backup, "primary NAME live in ");

                // The backup accepts the session that the client has agreed on with the primary: it knows the keys.
                assertThat(overTls("five", "5 five")).isEqualTo(session);
                assertThat(byDatagram(client, "six")).isEqualTo("6 six");
                assertThat(overUnix("seven")).isEqualTo("7 seven");
                assertThat(backup.messages()).noneMatch(m -> m.startsWith("ftjvm: divergence"));
            }
        }
    }

    /** The session's id. */
    private byte[] overTls(String word, String answer) throws IOException {
        try (SSLSocket s = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            s.setSoTimeout(PATIENCE_MILLIS);
            s.setEnabledProtocols(new String[] {"TLSv1.2"});
            s.getOutputStream().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
            assertThat(in.readLine()).isEqualTo(answer);
            return s.getSession().getId();
        }
    }

    private String byDatagram(DatagramSocket client, String word) throws IOException {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        DatagramPacket p = new DatagramPacket(new byte[100], 100);
        client.receive(p);
        return new String(p.getData(), 0, p.getLength(), StandardCharsets.US_ASCII).trim();
    }

    private String overUnix(String word) throws IOException {
        try (SocketChannel c = SocketChannel.open(unix)) {
            c.write(ByteBuffer.wrap((word + "\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer in = ByteBuffer.allocate(100);
            while (in.position() == 0 || in.get(in.position() - 1) != '\n') {
                c.read(in);
            }
            return StandardCharsets.US_ASCII.decode(in.flip()).toString().trim();
        }
    }
}
