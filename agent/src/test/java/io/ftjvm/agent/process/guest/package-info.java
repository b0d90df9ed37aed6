/** Guests of the tests of the process device. */
package io.ftjvm.agent.process.guest;
