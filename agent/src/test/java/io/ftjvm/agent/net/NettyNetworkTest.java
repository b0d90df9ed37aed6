package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ftjvm.guest.Hints;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.Binding;
import io.ftjvm.guest.net.Failures;
import io.ftjvm.guest.net.HostNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real loopback sockets on one side, the port's boundary on the other. */
@Timeout(30)
class NettyNetworkTest {
    private static final long LISTENER = 1;
    private static final long OUTBOUND = 7;
    private static final byte[] NOTHING = new byte[0];
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private final Posted posted = new Posted();
    private final List<String> messages = new ArrayList<>();
    private final NettyNetwork network = new NettyNetwork(posted, messages::add);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket s : sockets) {
            s.close();
        }
        network.close();
        assertThat(messages).isEmpty();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    private int listen(int backlog) {
        return listen(network, backlog, 0);
    }

    private static int listen(NettyNetwork network, int backlog, long accepted) {
        byte[] result = network.listen(LISTENER, Binding.of(loopback(0)).encode(), backlog, accepted);
        assertThat(result[0]).isEqualTo((byte) Failures.NONE);
        return Addresses.decodeInternet(ByteBuffer.wrap(result, 1, result.length - 1))
                .getPort();
    }

    private Socket connect(int port) throws IOException {
        Socket s = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(s);
        return s;
    }

    /** The number of the n-th connection accepted, from 1. */
    private long accepted(int n) {
        return ByteBuffer.wrap(posted.await1(Interrupts.NET_ACCEPT, n).data()).getLong();
    }

    @Test
    void aConnectionFromAcceptToEnd() throws IOException {
        Socket client = connect(listen(50));

        Posted.Event accept = posted.await1(Interrupts.NET_ACCEPT, 1);
        ByteBuffer data = ByteBuffer.wrap(accept.data());
        long id = data.getLong();
        assertThat(accept.id()).isEqualTo(LISTENER);
        assertThat(id).isNegative();
        assertThat(Addresses.decode(data)).isEqualTo(client.getLocalSocketAddress());
        assertThat(Addresses.decode(data)).isEqualTo(client.getRemoteSocketAddress());

        client.getOutputStream().write(ascii("question"));
        await().until(() -> posted.bytes(Interrupts.NET_DATA, id).length == 8);
        client.shutdownOutput();
        posted.awaitAbout(Interrupts.NET_EOF, id);

        network.emit(Outputs.NET_WRITE, id, ascii("ans"));
        network.emit(Outputs.NET_WRITE, id, ascii("wer"));
        network.emit(Outputs.NET_CLOSE, id, NOTHING);
        assertThat(client.getInputStream().readAllBytes()).isEqualTo(ascii("answer"));
        assertThat(posted.bytes(Interrupts.NET_DATA, id)).isEqualTo(ascii("question"));
        assertThat(posted.all(Interrupts.NET_RESET)).isEmpty();
    }

    @Test
    void theGuestHalfClosesAndStillReads() throws IOException {
        Socket client = connect(listen(50));
        long id = accepted(1);
        network.emit(Outputs.NET_WRITE, id, ascii("done"));
        network.emit(Outputs.NET_SHUTDOWN, id, NOTHING);
        assertThat(client.getInputStream().readAllBytes()).isEqualTo(ascii("done"));

        client.getOutputStream().write(ascii("late"));
        await().until(() -> posted.bytes(Interrupts.NET_DATA, id).length == 4);
    }

    @Test
    void readingStopsUntilTheGuestHasConsumed() throws Exception {
        Socket client = connect(listen(50));
        long id = accepted(1);
        byte[] much = new byte[4 * HostNetwork.WINDOW];
        new Random(1).nextBytes(much);
        Thread writer = new Thread(() -> write(client, much));
        writer.start();

        await().until(() -> posted.bytes(Interrupts.NET_DATA, id).length > HostNetwork.WINDOW);
        Thread.sleep(A_MOMENT.toMillis());
        int held = posted.bytes(Interrupts.NET_DATA, id).length;
        assertThat(held).isLessThanOrEqualTo(HostNetwork.WINDOW + HostNetwork.MAX_CHUNK);

        await().until(() -> {
            int sofar = posted.bytes(Interrupts.NET_DATA, id).length;
            network.hint(Hints.NET_CONSUMED, id, sofar);
            return sofar == much.length;
        });
        writer.join();
        assertThat(posted.bytes(Interrupts.NET_DATA, id)).isEqualTo(much);
        assertThat(posted.all(Interrupts.NET_DATA))
                .allSatisfy(e -> assertThat(e.data()).hasSizeLessThanOrEqualTo(HostNetwork.MAX_CHUNK));
    }

    private static void write(Socket to, byte[] bytes) {
        try {
            to.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void creditComesBackOnlyForWhatThePeerTakes() throws Exception {
        Socket client = connect(listen(50));
        long id = accepted(1);
        byte[] chunk = new byte[HostNetwork.MAX_CHUNK];
        int sent = 0;
        // More than the kernel's buffers hold.
        for (int i = 0; i < 256; i++) {
            network.emit(Outputs.NET_WRITE, id, chunk);
            sent += chunk.length;
        }
        int total = sent;
        Thread.sleep(A_MOMENT.toMillis());
        assertThat(credit(id)).isLessThan(total);

        assertThat(client.getInputStream().readNBytes(total)).hasSize(total);
        // Less than one step may stay behind.
        await().until(() -> credit(id) > total - HostNetwork.WINDOW / 8);
        network.drain();
        assertThat(credit(id)).isLessThanOrEqualTo(total);
    }

    private int credit(long id) {
        ByteBuffer b = ByteBuffer.wrap(posted.bytes(Interrupts.NET_CREDIT, id));
        int sum = 0;
        while (b.hasRemaining()) {
            sum += b.getInt();
        }
        return sum;
    }

    @Test
    void closeSendsEverythingFirst() throws IOException {
        Socket client = connect(listen(50));
        long id = accepted(1);
        byte[] much = new byte[HostNetwork.WINDOW * 16];
        new Random(2).nextBytes(much);
        for (int i = 0; i < much.length; i += HostNetwork.MAX_CHUNK) {
            network.emit(Outputs.NET_WRITE, id, java.util.Arrays.copyOfRange(much, i, i + HostNetwork.MAX_CHUNK));
        }
        network.emit(Outputs.NET_CLOSE, id, NOTHING);
        assertThat(client.getInputStream().readAllBytes()).isEqualTo(much);
    }

    @Test
    void closeByReset() throws IOException {
        Socket client = connect(listen(50));
        network.emit(Outputs.NET_CLOSE, accepted(1), new byte[] {1});
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void aPeersResetIsReportedOnce() throws IOException {
        Socket client = connect(listen(50));
        long id = accepted(1);
        client.setSoLinger(true, 0);
        client.close();
        posted.awaitAbout(Interrupts.NET_RESET, id);
        network.emit(Outputs.NET_WRITE, id, ascii("void"));
        network.emit(Outputs.NET_CLOSE, id, NOTHING);
        network.drain();
        assertThat(posted.about(id)).hasSize(1);
    }

    @Test
    void acceptingStopsWhenTheBacklogIsFull() throws Exception {
        int port = listen(4);
        int many = 60;
        for (int i = 0; i < many; i++) {
            try {
                Socket s = new Socket();
                sockets.add(s);
                // Long enough for one retransmission, should the queue have been full for a moment.
                s.connect(loopback(port), 1500);
            } catch (IOException e) {
                // The kernel's own backlog is full as well.
                break;
            }
        }
        posted.await1(Interrupts.NET_ACCEPT, 4);
        Thread.sleep(A_MOMENT.toMillis());
        int held = posted.all(Interrupts.NET_ACCEPT).size();
        assertThat(held).isLessThan(sockets.size() - 1);

        await().until(() -> {
            int sofar = posted.all(Interrupts.NET_ACCEPT).size();
            network.hint(Hints.NET_CONSUMED, LISTENER, sofar);
            return sofar >= sockets.size() - 1;
        });
    }

    @Test
    void unlistenDropsWhatTheGuestNeverSaw() throws IOException {
        int port = listen(50);
        Socket seen = connect(port);
        long id = accepted(1);
        Socket unseen = connect(port);
        posted.await1(Interrupts.NET_ACCEPT, 2);

        network.emit(
                Outputs.NET_UNLISTEN,
                LISTENER,
                ByteBuffer.allocate(8).putLong(1).array());
        assertThatThrownBy(() -> unseen.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);

        network.emit(Outputs.NET_WRITE, id, ascii("x"));
        assertThat(seen.getInputStream().read()).isEqualTo('x');
    }

    @Test
    void warmUpIsQuickAndLeavesNothing() {
        // Devices that were closed before may have left it.
        await().until(NettyNetworkTest::hasNoForegroundThread);
        network.warmUp();
        long start = System.nanoTime();
        network.warmUp();
        // It gives up after two seconds: that it did not shows that everything in it worked.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        // A thread of Netty's that is no daemon would keep every guest's JVM from ending, for a second.
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().startsWith("ftjvm-net")))
                .hasSize(1)
                .allMatch(Thread::isDaemon);
        assertThat(hasNoForegroundThread()).isTrue();
    }

    private static boolean hasNoForegroundThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("globalEventExecutor"));
    }

    private static InetSocketAddress bound(byte[] answer) {
        assertThat(answer[0]).isEqualTo((byte) Failures.NONE);
        return Addresses.decodeInternet(ByteBuffer.wrap(answer, 1, answer.length - 1));
    }

    private static byte[] datagram(InetSocketAddress to, String content) {
        byte[] address = Addresses.encode(to);
        byte[] text = ascii(content);
        return ByteBuffer.allocate(address.length + text.length)
                .put(address)
                .put(text)
                .array();
    }

    @Test
    void datagramsBothWays() throws IOException {
        InetSocketAddress here = bound(network.bind(3, Binding.of(loopback(0)).encode()));
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            peer.send(new DatagramPacket(ascii("in"), 2, here));
            byte[] expected = datagram((InetSocketAddress) peer.getLocalSocketAddress(), "in");
            assertThat(posted.await1(Interrupts.NET_DATAGRAM, 1).data()).isEqualTo(expected);

            network.emit(Outputs.NET_DATAGRAM, 3, datagram((InetSocketAddress) peer.getLocalSocketAddress(), "out"));
            DatagramPacket p = new DatagramPacket(new byte[10], 10);
            peer.setSoTimeout(10_000);
            peer.receive(p);
            assertThat(new String(p.getData(), 0, p.getLength(), StandardCharsets.US_ASCII))
                    .isEqualTo("out");
            assertThat(p.getSocketAddress()).isEqualTo(here);
        }
    }

    @Test
    void datagramsTheGuestDoesNotTakeStayOutside() throws IOException {
        InetSocketAddress here = bound(network.bind(3, Binding.of(loopback(0)).encode()));
        int size = 10_000;
        int most = HostNetwork.WINDOW / (size + HostNetwork.DATAGRAM_OVERHEAD) + 1;
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            // One at a time up to the window: a burst can be more than the kernel keeps of it before the host reads.
            for (int i = 1; i <= most; i++) {
                peer.send(new DatagramPacket(new byte[size], size, here));
                posted.await1(Interrupts.NET_DATAGRAM, i);
            }
            for (int i = 0; i < most; i++) {
                peer.send(new DatagramPacket(new byte[size], size, here));
            }
            await().during(A_MOMENT)
                    .until(() -> posted.all(Interrupts.NET_DATAGRAM).size() == most);
            network.hint(Hints.NET_CONSUMED, 3, (long) most * (size + HostNetwork.DATAGRAM_OVERHEAD));
            peer.send(new DatagramPacket(new byte[1], 1, here));
            posted.await1(Interrupts.NET_DATAGRAM, most + 1);
        }
    }

    @Test
    void datagramPortIsFreeAtOnce() {
        InetSocketAddress here = bound(network.bind(3, Binding.of(loopback(0)).encode()));
        byte[] again = Binding.of(here).encode();
        assertThat(Failures.decode(network.bind(4, again))).isInstanceOf(BindException.class);
        network.hint(Hints.NET_CONSUMED, 3, HostNetwork.CLOSING);
        network.emit(Outputs.NET_UNBIND, 3, NOTHING);
        assertThat(bound(network.bind(4, again))).isEqualTo(here);
    }

    @Test
    void aPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            byte[] result = network.listen(
                    LISTENER, Binding.of(loopback(other.getLocalPort())).encode(), 50, 0);
            assertThat(Failures.decode(result))
                    .isInstanceOf(BindException.class)
                    .hasMessage("Address already in use");
        }
    }

    @Test
    void aPortThatTheGuestIsJustGivingUp() throws Exception {
        int port = listen(50);
        byte[] address = Binding.of(loopback(port)).encode();
        assertThat(Failures.decode(network.listen(2, address, 50, 0))).isInstanceOf(BindException.class);

        network.hint(Hints.NET_CONSUMED, LISTENER, HostNetwork.CLOSING);
        byte[][] result = new byte[1][];
        Thread guest = new Thread(() -> result[0] = network.listen(2, address, 50, 0));
        guest.start();
        Thread.sleep(A_MOMENT.toMillis());
        assertThat(guest.isAlive()).isTrue();
        network.emit(Outputs.NET_UNLISTEN, LISTENER, new byte[8]);
        guest.join();
        assertThat(Failures.decode(result[0])).isNull();
        connect(port);
        assertThat(posted.await1(Interrupts.NET_ACCEPT, 1).id()).isEqualTo(2);
    }

    @Test
    void aPortIsFreeOnceUnlistenIsCarriedOut() throws IOException {
        for (int i = 0; i < 20; i++) {
            int port = listen(50);
            network.emit(Outputs.NET_UNLISTEN, LISTENER, new byte[8]);
            emitConnect(port, OUTBOUND + i);
            Posted.Event e = posted.awaitAbout(Interrupts.NET_CONNECTED, OUTBOUND + i);
            assertThat(Failures.decode(e.data())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void anOutboundConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            emitConnect(server.getLocalPort(), OUTBOUND);
            network.emit(Outputs.NET_WRITE, OUTBOUND, ascii("too early, but in order"));
            Socket peer = server.accept();
            sockets.add(peer);
            ByteBuffer b = ByteBuffer.wrap(
                    posted.awaitAbout(Interrupts.NET_CONNECTED, OUTBOUND).data());
            assertThat(b.get()).isEqualTo((byte) Failures.NONE);
            assertThat(Addresses.decode(b)).isEqualTo(peer.getLocalSocketAddress());
            assertThat(Addresses.decode(b)).isEqualTo(peer.getRemoteSocketAddress());

            peer.getOutputStream().write(ascii("hello"));
            await().until(() -> posted.bytes(Interrupts.NET_DATA, OUTBOUND).length == 5);
            peer.close();
            posted.awaitAbout(Interrupts.NET_EOF, OUTBOUND);
        }
    }

    private void emitConnect(int port, long id) {
        byte[] remote = Addresses.encode(loopback(port));
        byte[] local = Binding.of(null).encode();
        network.emit(
                Outputs.NET_CONNECT,
                id,
                ByteBuffer.allocate(remote.length + local.length)
                        .put(remote)
                        .put(local)
                        .array());
    }

    @Test
    void aRefusedConnection() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        emitConnect(port, OUTBOUND);
        Posted.Event e = posted.awaitAbout(Interrupts.NET_CONNECTED, OUTBOUND);
        assertThat(Failures.decode(e.data()))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
        assertThat(posted.about(OUTBOUND)).hasSize(1);
    }

    @Test
    void outputsForUnknownConnectionsAreVoid() {
        network.emit(Outputs.NET_WRITE, 99, ascii("x"));
        network.emit(Outputs.NET_SHUTDOWN, 99, NOTHING);
        network.emit(Outputs.NET_CLOSE, 99, NOTHING);
        network.hint(Hints.NET_CONSUMED, 99, 1);
        network.drain();
        assertThat(posted.about(99)).isEmpty();
    }

    @Test
    void aSuccessorGoesOnWithNumbersAndCounts() throws IOException {
        int port = listen(50);
        connect(port);
        long first = accepted(1);
        network.close();
        await().until(() -> isRefused(port));

        Posted after = new Posted();
        try (NettyNetwork successor = new NettyNetwork(after, messages::add)) {
            successor.continueAfter(first);
            byte[] result =
                    successor.listen(LISTENER, Binding.of(loopback(port)).encode(), 50, 1);
            assertThat(Failures.decode(result)).isNull();
            Socket client = connect(port);
            long second = ByteBuffer.wrap(after.await1(Interrupts.NET_ACCEPT, 1).data())
                    .getLong();
            assertThat(second).isEqualTo(first + 1);

            // The second connection has struck as well: it stays.
            successor.emit(
                    Outputs.NET_UNLISTEN,
                    LISTENER,
                    ByteBuffer.allocate(8).putLong(2).array());
            successor.emit(Outputs.NET_WRITE, second, ascii("x"));
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    private boolean isRefused(int port) {
        try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !s.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
