package io.ftjvm.guest.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/** Checks of the addresses a guest gives, as the JDK makes them. */
final class SocketAddresses {
    private static final InetAddress LOOPBACK4 = ip(127, 0, 0, 1);
    private static final InetAddress ANY4 = ip(0, 0, 0, 0);

    private SocketAddresses() {}

    private static InetAddress ip(int a, int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        } catch (UnknownHostException e) {
            throw new InternalError(e);
        }
    }

    /** Any address, any port: IPv4's, which the host takes to mean both kinds. */
    static InetSocketAddress any() {
        return new InetSocketAddress(ANY4, 0);
    }

    /** {@code a}, if it is resolved and of a type that {@code family} allows. */
    static InetSocketAddress check(SocketAddress a, ProtocolFamily family) {
        if (a == null) {
            throw new NullPointerException();
        }
        if (!(a instanceof InetSocketAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        InetSocketAddress isa = (InetSocketAddress) a;
        if (isa.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        if (family == StandardProtocolFamily.INET && !(isa.getAddress() instanceof Inet4Address)) {
            throw new UnsupportedAddressTypeException();
        }
        return isa;
    }

    /** Where a connect to {@code a} goes: "any address" means this host. */
    static InetSocketAddress target(InetSocketAddress a) {
        return a.getAddress().isAnyLocalAddress() ? new InetSocketAddress(LOOPBACK4, a.getPort()) : a;
    }
}
