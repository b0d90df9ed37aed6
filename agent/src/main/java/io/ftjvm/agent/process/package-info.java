/**
 * The host's side of the process device: real processes, whose pipes the network's event loop serves. One thread for each
 * process starts it and awaits its end. The guest's side is {@code io.ftjvm.guest.Children}.
 */
package io.ftjvm.agent.process;
