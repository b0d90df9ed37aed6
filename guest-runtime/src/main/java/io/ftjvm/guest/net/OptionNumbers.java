package io.ftjvm.guest.net;

import java.net.SocketOption;
import java.net.StandardSocketOptions;

/** Socket options by number, as the log holds them. A truth value is 0 or 1. */
public final class OptionNumbers {
    /** SO_SNDBUF. */
    public static final int SEND_BUFFER = 1;
    /** SO_RCVBUF. */
    public static final int RECEIVE_BUFFER = 2;
    /** SO_KEEPALIVE. */
    public static final int KEEP_ALIVE = 3;
    /** SO_REUSEADDR. */
    public static final int REUSE_ADDRESS = 4;
    /** SO_REUSEPORT. */
    public static final int REUSE_PORT = 5;
    /** SO_LINGER, in seconds; -1: off. */
    public static final int LINGER = 6;
    /** TCP_NODELAY. */
    public static final int NO_DELAY = 7;
    /** IP_TOS. */
    public static final int TRAFFIC_CLASS = 8;
    /** SO_BROADCAST. */
    public static final int BROADCAST = 9;

    static final int COUNT = 10;

    private static final SocketOption<?>[] OPTIONS = {
        null,
        StandardSocketOptions.SO_SNDBUF,
        StandardSocketOptions.SO_RCVBUF,
        StandardSocketOptions.SO_KEEPALIVE,
        StandardSocketOptions.SO_REUSEADDR,
        StandardSocketOptions.SO_REUSEPORT,
        StandardSocketOptions.SO_LINGER,
        StandardSocketOptions.TCP_NODELAY,
        StandardSocketOptions.IP_TOS,
        StandardSocketOptions.SO_BROADCAST
    };

    private OptionNumbers() {}

    /** The option with this number. */
    public static SocketOption<?> option(int number) {
        if (number <= 0 || number >= COUNT) {
            throw new IllegalArgumentException("socket option " + number);
        }
        return OPTIONS[number];
    }

    /** The value of the option with this number, of the option's type. */
    public static Object value(int number, int value) {
        return option(number).type() == Boolean.class ? (Object) (value != 0) : (Object) value;
    }

    /** The number of {@code option}, 0 if it has none. */
    static int of(SocketOption<?> option) {
        for (int i = 1; i < COUNT; i++) {
            if (OPTIONS[i] == option) {
                return i;
            }
        }
        return 0;
    }
}
