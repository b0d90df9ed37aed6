/** What a program is made of and calls, looked at before it runs: what will be refused, and what needs an option. */
package io.ftjvm.agent.doctor;
