/** Concurrent programs drawn from a seed: guests of the tests that schedules do not depend on the JVM under them. */
package io.ftjvm.litmus.random;
