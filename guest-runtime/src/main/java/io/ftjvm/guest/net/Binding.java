package io.ftjvm.guest.net;

import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the host must know to make a socket: protocol family, local address, and the options that the guest has set. The
 * layout is in the package description.
 */
public final class Binding {
    /** The family that the host's JDK takes by default: IPv6, which includes IPv4, where there is IPv6. */
    private static final int ANY_IP = 0;

    private static final int UNIX = 1;
    private static final int IPV4 = 4;

    private final int family;
    private final SocketAddress address;
    private final byte[] options;

    private Binding(int family, SocketAddress address, byte[] options) {
        this.family = family;
        this.address = address;
        this.options = options;
    }

    static Binding of(ProtocolFamily family, SocketAddress address, Options options) {
        int f = family == StandardProtocolFamily.INET ? IPV4 : family == StandardProtocolFamily.UNIX ? UNIX : ANY_IP;
        return new Binding(f, address, options.given());
    }

    /** The same socket, bound to {@code bound}. */
    Binding at(SocketAddress bound, Options now) {
        return new Binding(family, bound, now.given());
    }

    /** Its bytes in the log. */
    public byte[] encode() {
        byte[] a = Addresses.encode(address);
        return ByteBuffer.allocate(1 + a.length + options.length)
                .put((byte) family)
                .put(a)
                .put(options)
                .array();
    }

    /** Takes what is left of {@code b}. */
    public static Binding decode(ByteBuffer b) {
        int family = b.get();
        SocketAddress address = Addresses.decode(b);
        byte[] options = new byte[b.remaining()];
        b.get(options);
        if (options.length % 5 != 0) {
            throw new IllegalArgumentException("socket options of " + options.length + " bytes");
        }
        return new Binding(family, address, options);
    }

    /** The same without one of the options. */
    public Binding without(int number) {
        ByteBuffer b = ByteBuffer.allocate(options.length);
        for (int i = 0; i < options(); i++) {
            if (optionNumber(i) != number) {
                b.put((byte) optionNumber(i)).putInt(optionValue(i));
            }
        }
        return new Binding(family, address, Arrays.copyOf(b.array(), b.position()));
    }

    /** A socket of any IP family without options; null for no address. */
    public static Binding of(InetSocketAddress address) {
        return new Binding(ANY_IP, address, new byte[0]);
    }

    /** The family; null for what the JDK takes by default. */
    public ProtocolFamily family() {
        return family == IPV4 ? StandardProtocolFamily.INET : family == UNIX ? StandardProtocolFamily.UNIX : null;
    }

    /** Where; null if that is for the host to choose. */
    public SocketAddress address() {
        return address;
    }

    /** Whether it is a Unix domain socket. */
    public boolean isUnix() {
        return family == UNIX || address instanceof UnixDomainSocketAddress;
    }

    /** How many options there are. */
    public int options() {
        return options.length / 5;
    }

    /** Number of the i-th option. */
    public int optionNumber(int i) {
        return options[5 * i];
    }

    /** Value of the i-th option. */
    public int optionValue(int i) {
        return ByteBuffer.wrap(options).getInt(5 * i + 1);
    }

    /** The value of an option, or {@code otherwise} if the guest has not set it. */
    public int option(int number, int otherwise) {
        for (int i = 0; i < options(); i++) {
            if (optionNumber(i) == number) {
                return optionValue(i);
            }
        }
        return otherwise;
    }
}
