package io.ftjvm.guest.net;

/** Learns that a connection, listener or pipe may have become ready for something. Host mode or guest mode. */
interface Watcher {
    void changed();
}
