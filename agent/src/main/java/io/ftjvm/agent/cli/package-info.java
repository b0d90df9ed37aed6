/** The operator's commands: {@code java -jar ftagent.jar COMMAND}. They read; they never change a running pair. */
package io.ftjvm.agent.cli;
