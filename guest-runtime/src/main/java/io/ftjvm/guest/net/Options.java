package io.ftjvm.guest.net;

import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Socket options: kept and given back. Only SO_LINGER has an effect here, on close; the rest would only change when
 * packets travel, which is the host's business.
 */
final class Options {
    /** What the guest is told the buffers are; the real ones are the host's. */
    private static final int BUFFER_SIZE = HostNetwork.WINDOW;

    private static final Set<SocketOption<?>> SERVER = server(false);
    private static final Set<SocketOption<?>> SERVER_SOCKET = server(true);
    private static final Set<SocketOption<?>> CLIENT = client();

    private final Set<SocketOption<?>> supported;

    private int sendBuffer = BUFFER_SIZE;
    private int receiveBuffer = BUFFER_SIZE;
    private int linger = -1;
    private int trafficClass;
    private boolean keepAlive;
    private boolean noDelay;
    private boolean oobInline;
    private boolean reuseAddress;

    private Options(Set<SocketOption<?>> supported, boolean reuseAddress) {
        this.supported = supported;
        this.reuseAddress = reuseAddress;
    }

    /** For a ServerSocketChannel, or with {@code socket} a ServerSocket. */
    static Options forServer(boolean socket) {
        return new Options(socket ? SERVER_SOCKET : SERVER, true);
    }

    /** For a SocketChannel or a Socket. */
    static Options forClient() {
        return new Options(CLIENT, false);
    }

    private static Set<SocketOption<?>> server(boolean socket) {
        Set<SocketOption<?>> s = new LinkedHashSet<>();
        s.add(StandardSocketOptions.SO_RCVBUF);
        s.add(StandardSocketOptions.SO_REUSEADDR);
        if (socket) {
            s.add(StandardSocketOptions.IP_TOS);
        }
        return Collections.unmodifiableSet(s);
    }

    private static Set<SocketOption<?>> client() {
        Set<SocketOption<?>> s = new LinkedHashSet<>();
        s.add(StandardSocketOptions.SO_SNDBUF);
        s.add(StandardSocketOptions.SO_RCVBUF);
        s.add(StandardSocketOptions.SO_KEEPALIVE);
        s.add(StandardSocketOptions.SO_REUSEADDR);
        s.add(StandardSocketOptions.SO_LINGER);
        s.add(StandardSocketOptions.TCP_NODELAY);
        s.add(StandardSocketOptions.IP_TOS);
        return Collections.unmodifiableSet(s);
    }

    Set<SocketOption<?>> supported() {
        return supported;
    }

    /** SO_LINGER 0: close by reset. */
    boolean resetsOnClose() {
        return linger == 0;
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
        if (name == StandardSocketOptions.SO_SNDBUF) {
            sendBuffer = bufferSize((Integer) value);
        } else if (name == StandardSocketOptions.SO_RCVBUF) {
            receiveBuffer = bufferSize((Integer) value);
        } else if (name == StandardSocketOptions.SO_LINGER) {
            linger = Math.max(-1, Math.min(65535, (Integer) value));
        } else if (name == StandardSocketOptions.IP_TOS) {
            int i = (Integer) value;
            if (i < 0 || i > 255) {
                throw new IllegalArgumentException("Invalid IP_TOS value");
            }
            trafficClass = i;
        } else if (name == StandardSocketOptions.SO_KEEPALIVE) {
            keepAlive = (Boolean) value;
        } else if (name == StandardSocketOptions.TCP_NODELAY) {
            noDelay = (Boolean) value;
        } else {
            reuseAddress = (Boolean) value;
        }
    }

    private static int bufferSize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("Invalid send/receive buffer size");
        }
        return size;
    }

    /** The value of an option that {@link #checkSupported} has let pass. */
    Object get(SocketOption<?> name) {
        if (name == StandardSocketOptions.SO_SNDBUF) {
            return sendBuffer;
        } else if (name == StandardSocketOptions.SO_RCVBUF) {
            return receiveBuffer;
        } else if (name == StandardSocketOptions.SO_LINGER) {
            return linger;
        } else if (name == StandardSocketOptions.IP_TOS) {
            return trafficClass;
        } else if (name == StandardSocketOptions.SO_KEEPALIVE) {
            return keepAlive;
        } else if (name == StandardSocketOptions.TCP_NODELAY) {
            return noDelay;
        } else {
            return reuseAddress;
        }
    }

    /** Sets an option by its number in {@link SocketOptions}, as {@code Socket} does. */
    void set(int option, Object value) throws SocketException {
        switch (option) {
            case SocketOptions.SO_LINGER:
                boolean off = value instanceof Boolean && !(Boolean) value;
                linger = off ? -1 : Math.max(-1, Math.min(65535, intValue(value, "SO_LINGER")));
                break;
            case SocketOptions.IP_TOS:
                int tos = intValue(value, "IP_TOS");
                if (tos < 0 || tos > 255) {
                    throw new SocketException("Invalid IP_TOS value");
                }
                trafficClass = tos;
                break;
            case SocketOptions.TCP_NODELAY:
                noDelay = booleanValue(value, "TCP_NODELAY");
                break;
            case SocketOptions.SO_SNDBUF:
                sendBuffer = positive(value, "SO_SNDBUF");
                break;
            case SocketOptions.SO_RCVBUF:
                receiveBuffer = positive(value, "SO_RCVBUF");
                break;
            case SocketOptions.SO_KEEPALIVE:
                keepAlive = booleanValue(value, "SO_KEEPALIVE");
                break;
            case SocketOptions.SO_OOBINLINE:
                oobInline = booleanValue(value, "SO_OOBINLINE");
                break;
            case SocketOptions.SO_REUSEADDR:
                reuseAddress = booleanValue(value, "SO_REUSEADDR");
                break;
            case SocketOptions.SO_REUSEPORT:
                throw new SocketException("SO_REUSEPORT not supported");
            default:
                throw new SocketException("Unknown option " + option);
        }
    }

    /** The value of an option by its number in {@link SocketOptions}. */
    Object get(int option) throws SocketException {
        switch (option) {
            case SocketOptions.SO_LINGER:
                return linger < 0 ? (Object) Boolean.FALSE : (Object) linger;
            case SocketOptions.IP_TOS:
                return trafficClass;
            case SocketOptions.TCP_NODELAY:
                return noDelay;
            case SocketOptions.SO_SNDBUF:
                return sendBuffer;
            case SocketOptions.SO_RCVBUF:
                return receiveBuffer;
            case SocketOptions.SO_KEEPALIVE:
                return keepAlive;
            case SocketOptions.SO_OOBINLINE:
                return oobInline;
            case SocketOptions.SO_REUSEADDR:
                return reuseAddress;
            case SocketOptions.SO_REUSEPORT:
                throw new SocketException("SO_REUSEPORT not supported");
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

    private static boolean booleanValue(Object value, String name) throws SocketException {
        if (!(value instanceof Boolean)) {
            throw new SocketException("Bad value for " + name);
        }
        return (Boolean) value;
    }
}
