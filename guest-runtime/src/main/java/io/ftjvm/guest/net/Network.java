package io.ftjvm.guest.net;

import java.net.SocketImpl;
import java.nio.channels.spi.SelectorProvider;

/** The guest's network: every listener and connection by number. */
public final class Network {
    private Network() {}

    /** The provider of the guest's channels. */
    public static SelectorProvider selectorProvider() {
        throw new UnsupportedOperationException("no network device");
    }

    /** The implementation of a guest's socket. */
    public static SocketImpl createPlatformSocketImpl(boolean server) {
        throw new UnsupportedOperationException("no network device");
    }

    /** An interrupt of the network device strikes; host mode, token holder. */
    public static void interrupt(int kind, long id, byte[] data) {
        throw new IllegalStateException("no network device: interrupt " + kind + " for " + id + ", " + data.length);
    }
}
