package io.ftjvm.guest.net;

import io.ftjvm.guest.Hypercall;
import io.ftjvm.guest.Outputs;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Socket options: kept and given back, so that the guest reads what it has written, or a constant. Those that the guest
 * sets go to the host's socket: with its {@link Binding}, or as an output once there is a socket. What the host's system
 * makes of them the guest does not learn.
 */
final class Options {
    /** What the guest is told the buffers are; the real ones are the host's. */
    private static final int BUFFER_SIZE = HostNetwork.WINDOW;

    private static final Set<SocketOption<?>> SERVER = setOf(
            StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_REUSEPORT);
    private static final Set<SocketOption<?>> SERVER_SOCKET = setOf(
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_REUSEPORT,
            StandardSocketOptions.IP_TOS);
    private static final Set<SocketOption<?>> CLIENT = setOf(
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_REUSEPORT,
            StandardSocketOptions.SO_LINGER,
            StandardSocketOptions.TCP_NODELAY,
            StandardSocketOptions.IP_TOS);
    private static final Set<SocketOption<?>> ASYNCHRONOUS = setOf(
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_REUSEPORT,
            StandardSocketOptions.TCP_NODELAY);
    private static final Set<SocketOption<?>> DATAGRAM = setOf(
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_REUSEPORT,
            StandardSocketOptions.SO_BROADCAST,
            StandardSocketOptions.IP_TOS);
    private static final Set<SocketOption<?>> UNIX_SERVER = setOf(StandardSocketOptions.SO_RCVBUF);
    private static final Set<SocketOption<?>> UNIX_CLIENT =
            setOf(StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_LINGER);

    private final Set<SocketOption<?>> supported;

    /** By number. */
    private final int[] values = new int[OptionNumbers.COUNT];

    private final boolean[] given = new boolean[OptionNumbers.COUNT];
    private boolean oobInline;

    /** Number of the connection, listener or datagram socket, 0 while there is none. */
    private long device;

    private Options(Set<SocketOption<?>> supported, boolean reuseAddress) {
        this.supported = supported;
        values[OptionNumbers.SEND_BUFFER] = BUFFER_SIZE;
        values[OptionNumbers.RECEIVE_BUFFER] = BUFFER_SIZE;
        values[OptionNumbers.LINGER] = -1;
        values[OptionNumbers.REUSE_ADDRESS] = reuseAddress ? 1 : 0;
    }

    /** For a ServerSocketChannel, or with {@code socket} a ServerSocket. */
    static Options forServer(boolean socket) {
        return new Options(socket ? SERVER_SOCKET : SERVER, true);
    }

    /** For a SocketChannel or a Socket. */
    static Options forClient() {
        return new Options(CLIENT, false);
    }

    /** For an AsynchronousSocketChannel. */
    static Options forAsynchronous() {
        return new Options(ASYNCHRONOUS, false);
    }

    /** For a DatagramChannel or a DatagramSocket. */
    static Options forDatagrams() {
        return new Options(DATAGRAM, false);
    }

    /** For a channel of Unix domain sockets. */
    static Options forUnix(boolean server) {
        return new Options(server ? UNIX_SERVER : UNIX_CLIENT, false);
    }

    private static Set<SocketOption<?>> setOf(SocketOption<?>... options) {
        Set<SocketOption<?>> s = new LinkedHashSet<>();
        Collections.addAll(s, options);
        return Collections.unmodifiableSet(s);
    }

    /** The host has a socket: what is set from now on goes there. */
    void attach(long number) {
        device = number;
    }

    /** The options that the guest has set, as a {@link Binding} holds them. */
    byte[] given() {
        int n = 0;
        for (boolean g : given) {
            n += g ? 5 : 0;
        }
        ByteBuffer b = ByteBuffer.allocate(n);
        for (int i = 0; i < given.length; i++) {
            if (given[i]) {
                b.put((byte) i).putInt(values[i]);
            }
        }
        return b.array();
    }

    Set<SocketOption<?>> supported() {
        return supported;
    }

    /** SO_LINGER 0: close by reset. */
    boolean resetsOnClose() {
        return values[OptionNumbers.LINGER] == 0;
    }

    boolean isSet(int number) {
        return values[number] != 0;
    }

    void checkSupported(SocketOption<?> name) {
        if (!supported.contains(name)) {
            throw new UnsupportedOperationException("'" + name + "' not supported");
        }
    }

    void check(SocketOption<?> name, Object value) {
        checkSupported(name);
        if (!name.type().isInstance(value)) {
            throw new IllegalArgumentException("Invalid value '" + value + "'");
        }
    }

    /** Sets an option that {@link #check} has let pass. */
    void set(SocketOption<?> name, Object value) {
        int number = OptionNumbers.of(name);
        int v = value instanceof Boolean ? ((Boolean) value ? 1 : 0) : (Integer) value;
        if ((number == OptionNumbers.SEND_BUFFER || number == OptionNumbers.RECEIVE_BUFFER) && v < 0) {
            throw new IllegalArgumentException("Invalid send/receive buffer size");
        }
        if (number == OptionNumbers.TRAFFIC_CLASS && (v < 0 || v > 255)) {
            throw new IllegalArgumentException("Invalid IP_TOS value");
        }
        put(number, v);
    }

    private void put(int number, int value) {
        int v = number == OptionNumbers.LINGER ? Math.max(-1, Math.min(65535, value)) : value;
        values[number] = v;
        given[number] = true;
        if (device != 0) {
            byte[] b = ByteBuffer.allocate(5).put((byte) number).putInt(v).array();
            Hypercall.output(Outputs.NET_OPTION, device, b, 0, b.length);
        }
    }

    /** The value of an option that {@link #checkSupported} has let pass. */
    Object get(SocketOption<?> name) {
        int number = OptionNumbers.of(name);
        return OptionNumbers.value(number, values[number]);
    }

    /** Sets an option by its number in {@link SocketOptions}, as {@code Socket} does. */
    void set(int option, Object value) throws SocketException {
        switch (option) {
            case SocketOptions.SO_LINGER:
                boolean off = value instanceof Boolean && !(Boolean) value;
                put(OptionNumbers.LINGER, off ? -1 : intValue(value, "SO_LINGER"));
                break;
            case SocketOptions.IP_TOS:
                int tos = intValue(value, "IP_TOS");
                if (tos < 0 || tos > 255) {
                    throw new SocketException("Invalid IP_TOS value");
                }
                put(OptionNumbers.TRAFFIC_CLASS, tos);
                break;
            case SocketOptions.TCP_NODELAY:
                put(OptionNumbers.NO_DELAY, booleanValue(value, "TCP_NODELAY"));
                break;
            case SocketOptions.SO_SNDBUF:
                put(OptionNumbers.SEND_BUFFER, positive(value, "SO_SNDBUF"));
                break;
            case SocketOptions.SO_RCVBUF:
                put(OptionNumbers.RECEIVE_BUFFER, positive(value, "SO_RCVBUF"));
                break;
            case SocketOptions.SO_KEEPALIVE:
                put(OptionNumbers.KEEP_ALIVE, booleanValue(value, "SO_KEEPALIVE"));
                break;
            case SocketOptions.SO_OOBINLINE:
                oobInline = booleanValue(value, "SO_OOBINLINE") != 0;
                break;
            case SocketOptions.SO_REUSEADDR:
                put(OptionNumbers.REUSE_ADDRESS, booleanValue(value, "SO_REUSEADDR"));
                break;
            case SocketOptions.SO_REUSEPORT:
                put(OptionNumbers.REUSE_PORT, booleanValue(value, "SO_REUSEPORT"));
                break;
            default:
                throw new SocketException("Unknown option " + option);
        }
    }

    /** The value of an option by its number in {@link SocketOptions}. */
    Object get(int option) throws SocketException {
        switch (option) {
            case SocketOptions.SO_LINGER:
                int linger = values[OptionNumbers.LINGER];
                return linger < 0 ? (Object) Boolean.FALSE : (Object) linger;
            case SocketOptions.IP_TOS:
                return values[OptionNumbers.TRAFFIC_CLASS];
            case SocketOptions.TCP_NODELAY:
                return isSet(OptionNumbers.NO_DELAY);
            case SocketOptions.SO_SNDBUF:
                return values[OptionNumbers.SEND_BUFFER];
            case SocketOptions.SO_RCVBUF:
                return values[OptionNumbers.RECEIVE_BUFFER];
            case SocketOptions.SO_KEEPALIVE:
                return isSet(OptionNumbers.KEEP_ALIVE);
            case SocketOptions.SO_OOBINLINE:
                return oobInline;
            case SocketOptions.SO_REUSEADDR:
                return isSet(OptionNumbers.REUSE_ADDRESS);
            case SocketOptions.SO_REUSEPORT:
                return isSet(OptionNumbers.REUSE_PORT);
            default:
                throw new SocketException("Unknown option " + option);
        }
    }

    static int intValue(Object value, String name) throws SocketException {
        if (!(value instanceof Integer)) {
            throw new SocketException("Bad value for " + name);
        }
        return (Integer) value;
    }

    private static int positive(Object value, String name) throws SocketException {
        int i = intValue(value, name);
        if (i <= 0) {
            throw new SocketException(name + " <= 0");
        }
        return i;
    }

    private static int booleanValue(Object value, String name) throws SocketException {
        if (!(value instanceof Boolean)) {
            throw new SocketException("Bad value for " + name);
        }
        return (Boolean) value ? 1 : 0;
    }
}
