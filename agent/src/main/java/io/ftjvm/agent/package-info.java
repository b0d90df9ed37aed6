/**
 * The only classes of the agent that the guest's class path shows: the two entry points and the loader that keeps
 * everything else, the agent's own code and its libraries, out of the guest's sight.
 */
package io.ftjvm.agent;
