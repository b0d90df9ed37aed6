package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.Binding;
import io.ftjvm.guest.net.OptionNumbers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guest sets reaches the system's sockets. */
class HostSocketsTest {
    private static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HostSockets sockets = new HostSockets();

    @TempDir
    Path directory;

    private static Binding binding(int family, SocketAddress address, int... options) {
        byte[] a = Addresses.encode(address);
        ByteBuffer b = ByteBuffer.allocate(1 + a.length + options.length / 2 * 5)
                .put((byte) family)
                .put(a);
        for (int i = 0; i < options.length; i += 2) {
            b.put((byte) options[i]).putInt(options[i + 1]);
        }
        return Binding.decode(b.flip());
    }

    @Test
    void optionsOfAConnection() throws IOException {
        Binding b = binding(
                0,
                null,
                OptionNumbers.KEEP_ALIVE,
                1,
                OptionNumbers.NO_DELAY,
                1,
                OptionNumbers.TRAFFIC_CLASS,
                16,
                OptionNumbers.SEND_BUFFER,
                12_000,
                OptionNumbers.LINGER,
                5);
        try (SocketChannel c = sockets.open(b)) {
            assertThat(c.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(c.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
            assertThat(c.getOption(StandardSocketOptions.IP_TOS)).isEqualTo(16);
            assertThat(c.getOption(StandardSocketOptions.SO_SNDBUF)).isEqualTo(12_000);
            assertThat(c.getOption(StandardSocketOptions.SO_LINGER)).isEqualTo(-1);
            HostSockets.setOption(c, OptionNumbers.KEEP_ALIVE, 0);
            assertThat(c.getOption(StandardSocketOptions.SO_KEEPALIVE)).isFalse();
        }
    }

    @Test
    void listenersMaySharePortsIfAllWantTo() throws IOException {
        try (ServerSocketChannel one = sockets.listen(binding(0, ANY_PORT, OptionNumbers.REUSE_PORT, 1), 5)) {
            Binding same = binding(0, one.getLocalAddress(), OptionNumbers.REUSE_PORT, 1);
            try (ServerSocketChannel other = sockets.listen(same, 5)) {
                assertThat(other.getLocalAddress()).isEqualTo(one.getLocalAddress());
            }
        }
    }

    @Test
    void aSuccessorListensBesideItsPredecessor() throws IOException {
        try (ServerSocketChannel old = sockets.listen(binding(0, ANY_PORT), 5);
                ServerSocketChannel young = sockets.listenBeside(binding(0, old.getLocalAddress()), 5)) {
            assertThat(young.getLocalAddress()).isEqualTo(old.getLocalAddress());
        }
        try (DatagramChannel old = sockets.bind(binding(0, ANY_PORT));
                DatagramChannel young = sockets.bindBeside(binding(0, old.getLocalAddress()));
                DatagramChannel sender = DatagramChannel.open()) {
            sender.send(ByteBuffer.allocate(3), old.getLocalAddress());
            ByteBuffer in = ByteBuffer.allocate(10);
            young.configureBlocking(false);
            old.configureBlocking(false);
            for (int i = 0; i < 100 && young.receive(in) == null; i++) {
                Thread.onSpinWait();
            }
            assertThat(in.position()).isEqualTo(3);
            assertThat(old.receive(in)).isNull();
        }
    }

    @Test
    void aSuccessorRemovesTheFileOfALostPredecessor() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        Binding b = binding(1, address);
        sockets.listen(b, 5).close();
        assertThat(Files.exists(address.getPath())).isTrue();
        try (ServerSocketChannel c = sockets.listenBeside(b, 5);
                SocketChannel client = SocketChannel.open(address)) {
            assertThat(client.isConnected()).isTrue();
            assertThat(c.accept()).isNotNull();
        }
    }
}
