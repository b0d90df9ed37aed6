/** What a process is to its guest: recorder, replayer, primary or backup; and how one becomes another. */
package io.ftjvm.agent.role;
