/** What a running instance tells the operator about itself, by a small file that it replaces now and then. */
package io.ftjvm.agent.status;
