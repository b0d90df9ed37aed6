package io.ftjvm.guest.net;

/** A channel that can be registered with a {@link VirtualSelector}. */
interface Selectable {
    /** Bit of {@link #ready} that makes the channel ready for whatever one is interested in. */
    int ERROR = 1 << 30;

    /** What the channel is ready for now: bits of {@link java.nio.channels.SelectionKey}. */
    int ready();

    /** Its keys. */
    Registrations registrations();
}
