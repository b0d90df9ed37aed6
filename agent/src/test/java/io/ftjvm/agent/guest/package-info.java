/**
 * Runs the litmus guests in processes of their own, plain and under the agent: every guest recorded and replayed, logs
 * that are damaged, and how the agent starts. The guests are in {@code io.ftjvm.litmus}; what a mechanism has to do is
 * said there, not here.
 */
package io.ftjvm.agent.guest;
