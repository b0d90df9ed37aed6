package io.ftjvm.guest.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Internet addresses as the log holds them; the layout is in the package description. Never resolves a name. */
public final class Addresses {
    private static final byte[] NONE = new byte[1];

    /** In the place of a length: a path follows. */
    private static final int UNIX = 1;

    private Addresses() {}

    /** Encodes {@code a}, an Internet address which must be resolved or a Unix domain address; null becomes "none". */
    public static byte[] encode(SocketAddress a) {
        if (a == null) {
            return NONE.clone();
        }
        if (a instanceof UnixDomainSocketAddress) {
            byte[] path = a.toString().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(3 + path.length)
                    .put((byte) UNIX)
                    .putShort((short) path.length)
                    .put(path)
                    .array();
        }
        return encode((InetSocketAddress) a);
    }

    private static byte[] encode(InetSocketAddress a) {
        InetAddress ip = a.getAddress();
        byte[] raw = ip.getAddress();
        ByteBuffer b = ByteBuffer.allocate(1 + raw.length + (raw.length == 16 ? 4 : 0) + 2);
        b.put((byte) raw.length).put(raw);
        if (raw.length == 16) {
            b.putInt(((Inet6Address) ip).getScopeId());
        }
        b.putShort((short) a.getPort());
        return b.array();
    }

    /**
     * Takes one address from {@code b}.
     *
     * @return the address, null if it is "none"
     * @throws IllegalArgumentException if it is none of the known forms
     */
    public static SocketAddress decode(ByteBuffer b) {
        int length = b.get();
        if (length == 0) {
            return null;
        }
        if (length == UNIX) {
            byte[] path = new byte[b.getShort()];
            b.get(path);
            return UnixDomainSocketAddress.of(new String(path, StandardCharsets.UTF_8));
        }
        if (length != 4 && length != 16 || b.remaining() < length + 2) {
            throw new IllegalArgumentException("address of " + length + " bytes");
        }
        byte[] raw = new byte[length];
        b.get(raw);
        try {
            InetAddress ip = length == 4 ? InetAddress.getByAddress(raw) : inet6(raw, b.getInt());
            return new InetSocketAddress(ip, b.getShort() & 0xffff);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same where it cannot be but an Internet address. */
    public static InetSocketAddress decodeInternet(ByteBuffer b) {
        return (InetSocketAddress) decode(b);
    }

    private static InetAddress inet6(byte[] raw, int scope) throws UnknownHostException {
        return scope == 0 ? InetAddress.getByAddress(raw) : Inet6Address.getByAddress(null, raw, scope);
    }
}
