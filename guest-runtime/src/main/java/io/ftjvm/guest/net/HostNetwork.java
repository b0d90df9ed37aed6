package io.ftjvm.guest.net;

/**
 * The host's side of the network device: where a recording port's network traps and released outputs end up. What comes
 * in goes the other way, as interrupts ({@link io.ftjvm.guest.InterruptSink}). The layout of all content is in the
 * package description.
 */
public interface HostNetwork {
    /** In a hint for a listener or datagram socket: the guest has closed it, NET_UNLISTEN or NET_UNBIND is on its way. */
    long CLOSING = -1;

    /** Bytes in flight each way on a connection: written and not yet taken, posted and not yet consumed. */
    int WINDOW = 256 * 1024;

    /** What a datagram counts for beyond its bytes when the host bounds how many wait for the guest. */
    int DATAGRAM_OVERHEAD = 64;

    /** The most bytes of one NET_DATA or NET_WRITE. */
    int MAX_CHUNK = 64 * 1024;

    /**
     * Binds a listener and starts to accept. Any thread; blocks while the address belongs to a listener that the guest has
     * closed and whose NET_UNLISTEN has not been released.
     *
     * @param listener its number
     * @param binding where and how, an encoded {@link Binding}
     * @param backlog how many accepted connections may wait for the guest
     * @param accepted NET_ACCEPTs that have struck so far: 0, or more if the listener is taken over at go-live
     * @return 0 and the address bound, or a failure
     */
    byte[] listen(long listener, byte[] binding, int backlog, long accepted);

    /**
     * Binds a datagram socket and starts to receive. Any thread; blocks like {@link #listen}.
     *
     * @param socket its number
     * @param binding where and how, an encoded {@link Binding}
     * @return 0 and the address bound, or a failure
     */
    byte[] bind(long socket, byte[] binding);

    /**
     * Which local address leads to a peer. Any thread.
     *
     * @param remote the peer, an encoded address
     * @param binding the socket's, an encoded {@link Binding}
     * @return 0 and the address, its port of no meaning; or a failure
     */
    byte[] route(byte[] remote, byte[] binding);

    /**
     * Carries out an output. Any one thread at a time, in the order of release; never blocks and never throws.
     *
     * @param kind one of {@link io.ftjvm.guest.Outputs}' NET_ kinds
     * @param bytes content, not changed afterwards
     */
    void emit(int kind, long id, byte[] bytes);

    /**
     * Takes a hint ({@link io.ftjvm.guest.Hints#NET_CONSUMED}). Any thread; never blocks.
     *
     * @param value total since the connection or listener began
     */
    void hint(int kind, long id, long value);
}
