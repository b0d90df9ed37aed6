/**
 * Measuring and checking from the outside: a constant-rate load generator, the check of what clients saw, and the
 * failover demo. Knows the programs in {@code samples} by their protocols only.
 */
package io.ftjvm.bench;
