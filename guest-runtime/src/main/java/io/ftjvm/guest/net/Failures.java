package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Errors of the host's network as the log holds them: a kind and the host's message. */
public final class Failures {
    /** Success; not a failure. */
    public static final int NONE = 0;
    /** {@link ConnectException}. */
    public static final int CONNECT = 1;
    /** {@link NoRouteToHostException}. */
    public static final int NO_ROUTE = 2;
    /** {@link BindException}. */
    public static final int BIND = 3;
    /** Any other {@link SocketException}. */
    public static final int SOCKET = 4;
    /** Any other {@link IOException}. */
    public static final int IO = 5;

    private Failures() {}

    /** Encodes what went wrong on the host. */
    public static byte[] encode(Throwable e) {
        int kind = IO;
        if (e instanceof BindException) {
            kind = BIND;
        } else if (e instanceof NoRouteToHostException) {
            kind = NO_ROUTE;
        } else if (e instanceof ConnectException) {
            kind = CONNECT;
        } else if (e instanceof SocketException) {
            kind = SOCKET;
        }
        String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] b = new byte[1 + text.length];
        b[0] = (byte) kind;
        System.arraycopy(text, 0, b, 1, text.length);
        return b;
    }

    /** The exception for {@code b}, or null if {@code b} tells of success. */
    public static IOException decode(byte[] b) {
        if (b[0] == NONE) {
            return null;
        }
        String message = new String(b, 1, b.length - 1, StandardCharsets.UTF_8);
        switch (b[0]) {
            case CONNECT:
                return new ConnectException(message);
            case NO_ROUTE:
                return new NoRouteToHostException(message);
            case BIND:
                return new BindException(message);
            case SOCKET:
                return new SocketException(message);
            default:
                return new IOException(message);
        }
    }
}
