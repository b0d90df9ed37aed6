/**
 * The guest's network: channels, selectors and sockets over byte queues, plain deterministic Java. Nothing here reads a
 * clock, a descriptor or another thread's state; all that happens outside comes in as an interrupt, and all that leaves
 * is an output. What the host does about it is behind {@link io.ftjvm.guest.net.HostNetwork}.
 *
 * <p>Listeners, outbound connections and datagram sockets are numbered by the guest, from 1. Connections that the host
 * accepts are numbered by the host, from {@code 1L << 63} upwards (negative). All numbers are big-endian. An
 * <em>address</em> is one byte of length (0, 4 or 16), that many bytes of IP address, for IPv6 a 4-byte scope (0: none),
 * and, unless the length is 0, a 2-byte port; or a byte 1, a 2-byte length and so many bytes of a Unix domain socket's
 * path ({@link io.ftjvm.guest.net.Addresses}). A <em>binding</em> is one byte of family (0: the JDK's default, 1: Unix,
 * 4: IPv4 only), an address, and up to the end the options that the guest has set, 1 byte of number and 4 of value each
 * ({@link io.ftjvm.guest.net.Binding}, {@link io.ftjvm.guest.net.OptionNumbers}). A <em>failure</em> is one byte of kind
 * and a message in UTF-8 up to the end ({@link io.ftjvm.guest.net.Failures}); kind 0 means success, and something else
 * follows.
 *
 * <pre>
 * trap 16       NET_LISTEN     arguments: listener (8), backlog (4), binding
 *                              result: 0, address bound; or a failure
 * trap 18       NET_BIND       arguments: datagram socket (8), 0 (4), binding
 *                              result: 0, address bound; or a failure
 * trap 19       NET_ROUTE      arguments: 0 (8), 0 (4), remote address, binding
 *                              result: 0, the local address that leads there; or a failure
 *
 * interrupt 16  NET_ACCEPT     id: listener    connection (8), remote address, local address
 * interrupt 17  NET_DATA       id: connection  1 to 65536 bytes
 * interrupt 18  NET_EOF        id: connection  nothing
 * interrupt 19  NET_RESET      id: connection  message, UTF-8, may be empty; the connection is gone on the host
 * interrupt 20  NET_CONNECTED  id: connection  0, remote address, local address; or a failure, and the connection is gone
 * interrupt 21  NET_CREDIT     id: connection  bytes the guest may write beyond what it may already (4)
 * interrupt 22  NET_DATAGRAM   id: datagram socket  sender's address, content
 * interrupt 23  NET_UNREACHABLE  id: datagram socket  nothing: the peer's host says that nobody listens there
 *
 * output 16     NET_WRITE      id: connection  1 to 65536 bytes
 * output 17     NET_SHUTDOWN   id: connection  nothing; no NET_WRITE follows
 * output 18     NET_CLOSE      id: connection  nothing, or 1 byte 1: discard what is not yet sent and reset
 * output 19     NET_CONNECT    id: connection  remote address, binding
 * output 20     NET_UNLISTEN   id: listener    NET_ACCEPTs that have struck since the guest began to listen (8): the
 *                                              host drops what it accepted after those
 * output 21     NET_DATAGRAM   id: datagram socket  receiver's address, content
 * output 22     NET_PEER       id: datagram socket  address of the only peer, or none
 * output 23     NET_UNBIND     id: datagram socket  nothing
 * output 24     NET_OPTION     id: any              number (1) and value (4) of a socket option
 *
 * hint 1        NET_CONSUMED   id: connection  bytes the guest's program has read, in all
 *                              id: listener    connections the guest's program has accepted, in all; -1: the guest
 *                                              has closed it, and may bind its address again at once
 *                              id: datagram socket  bytes taken, in all, and 64 for each datagram; -1 as above
 * </pre>
 *
 * <p>Flow control. A connection begins with a credit of {@link io.ftjvm.guest.net.HostNetwork#WINDOW} bytes for the
 * guest to write; the host gives back what its own network has taken. The host stops reading when more than as many
 * bytes have been posted than the guest has consumed, and stops accepting when a backlog of connections waits. Datagrams
 * that the guest does not take are then dropped by the host's system, as ever; none that the guest sends is held up.
 *
 * <p>An interrupt for a number that the guest has closed is void, and so is an output for one that the host has lost: the
 * two sides need not agree on the moment. NET_ACCEPT, then NET_DATA, then NET_EOF or NET_RESET come in this order.
 */
package io.ftjvm.guest.net;
