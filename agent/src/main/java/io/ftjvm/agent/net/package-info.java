/**
 * The host's side of the network device, on Netty: real sockets in, interrupts out, and the guest's released outputs onto
 * the wire. One event loop thread does all of it. The protocol with the guest is described in the package
 * {@code io.ftjvm.guest.net}.
 */
package io.ftjvm.agent.net;
