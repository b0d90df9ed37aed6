/** Guests that try out the whole network API against themselves; {@code NetworkSemanticsIT} runs them. */
package io.ftjvm.agent.net.guest;
