/**
 * Between the guest's {@link io.ftjvm.guest.Port} and the other side: the log's entries and their codec, log files and the
 * log since boot, the ports that record and replay, the output gate, and the logging channel with its acknowledgements and
 * heartbeats. Nothing here decides a role: the agent does, and gives these classes plain values and callbacks.
 *
 * <p>Recording and replaying mirror each other: {@link io.ftjvm.channel.RecordingPort} writes through
 * {@link io.ftjvm.channel.LogWriter} into a {@link io.ftjvm.channel.LogSink}; {@link io.ftjvm.channel.ReplayingPort} reads
 * from a {@link io.ftjvm.channel.LogSource}.
 */
package io.ftjvm.channel;
