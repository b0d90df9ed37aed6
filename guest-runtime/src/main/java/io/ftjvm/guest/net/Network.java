package io.ftjvm.guest.net;

/** The guest's network: every listener and connection by number. */
public final class Network {
    private Network() {}

    /** An interrupt of the network device strikes; host mode, token holder. */
    public static void interrupt(int kind, long id, byte[] data) {
        throw new IllegalStateException("no network device: interrupt " + kind + " for " + id + ", " + data.length);
    }
}
