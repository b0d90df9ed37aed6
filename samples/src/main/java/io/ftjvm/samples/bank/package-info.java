/**
 * A bank on a blocking {@code ServerSocket}: a thread per connection, a monitor per account, transfers that wait for
 * funds, a transaction log on standard output, and statistics that race.
 */
package io.ftjvm.samples.bank;
