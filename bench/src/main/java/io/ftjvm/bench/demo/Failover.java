package io.ftjvm.bench.demo;

/**
 * One failover. Moments are {@link System#nanoTime}.
 *
 * @param killed when the primary was killed
 * @param over when what it delayed has had time to be made up for
 * @param detectedToLiveMillis what the backup says that it took
 */
record Failover(long killed, long over, double detectedToLiveMillis) {}
