/** What the user wrote after {@code -javaagent:ftagent.jar=}, checked and typed. Reads no file but {@code config}. */
package io.ftjvm.agent.options;
