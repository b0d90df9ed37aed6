package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ftjvm.guest.net.Addresses;
import io.ftjvm.guest.net.Failures;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static InetSocketAddress roundTrip(InetSocketAddress a) {
        ByteBuffer b = ByteBuffer.wrap(Addresses.encode(a));
        InetSocketAddress back = Addresses.decodeInternet(b);
        assertThat(b.hasRemaining()).isFalse();
        return back;
    }

    @Test
    void addressesOfEveryKind() throws UnknownHostException {
        byte[] ip6 = InetAddress.getByName("fe80::1:2").getAddress();
        InetSocketAddress scoped = new InetSocketAddress(Inet6Address.getByAddress(null, ip6, 3), 65535);
        assertThat(roundTrip(new InetSocketAddress("10.1.2.3", 80))).isEqualTo(new InetSocketAddress("10.1.2.3", 80));
        assertThat(roundTrip(new InetSocketAddress("::1", 40000))).isEqualTo(new InetSocketAddress("::1", 40000));
        assertThat(roundTrip(scoped)).isEqualTo(scoped);
        assertThat(((Inet6Address) roundTrip(scoped).getAddress()).getScopeId()).isEqualTo(3);
        assertThat(roundTrip(null)).isNull();
    }

    @Test
    void brokenEncodings() {
        byte[] whole = Addresses.encode(new InetSocketAddress("::1", 40000));
        assertThatThrownBy(() -> Addresses.decode(ByteBuffer.wrap(new byte[] {5, 1, 2, 3, 4, 5, 6, 7})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Addresses.decode(ByteBuffer.wrap(whole, 0, 8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Addresses.decode(ByteBuffer.wrap(whole, 0, 20)))
                .isInstanceOf(BufferUnderflowException.class);
    }

    @Test
    void failuresKeepTypeAndMessage() {
        List<IOException> all = List.of(
                new ConnectException("Connection refused"),
                new NoRouteToHostException("No route to host"),
                new BindException("Address already in use"),
                new SocketException("Network is unreachable"),
                new IOException("Ünlikely"));
        assertThat(all).allSatisfy(e -> assertThat(Failures.decode(Failures.encode(e)))
                .hasSameClassAs(e)
                .hasMessage(e.getMessage()));
        assertThat(Failures.decode(new byte[] {Failures.NONE, 1, 2})).isNull();
    }
}
