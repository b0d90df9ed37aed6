package io.ftjvm.guest.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;

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

    /** {@code a}, if it is an Internet address. */
    static InetSocketAddress internet(SocketAddress a) {
        if (!(a instanceof InetSocketAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        return (InetSocketAddress) a;
    }

    /** {@code a}, if it is resolved and of a type that {@code family}, an Internet one, allows. */
    static InetSocketAddress check(SocketAddress a, ProtocolFamily family) {
        InetSocketAddress isa = internet(Objects.requireNonNull(a));
        if (isa.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        if (family == StandardProtocolFamily.INET && !(isa.getAddress() instanceof Inet4Address)) {
            throw new UnsupportedAddressTypeException();
        }
        return isa;
    }

    /** The same for any family. */
    static SocketAddress checkAny(SocketAddress a, ProtocolFamily family) {
        if (family != StandardProtocolFamily.UNIX) {
            return check(a, family);
        }
        if (!(Objects.requireNonNull(a) instanceof UnixDomainSocketAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        return a;
    }

    /** Where a connect to {@code a} goes. */
    static SocketAddress targetOfAny(SocketAddress a) {
        return a instanceof InetSocketAddress ? target((InetSocketAddress) a) : a;
    }

    /** Where a connect to {@code a} goes: "any address" means this host. */
    static InetSocketAddress target(InetSocketAddress a) {
        return a.getAddress().isAnyLocalAddress() ? new InetSocketAddress(LOOPBACK4, a.getPort()) : a;
    }
}
