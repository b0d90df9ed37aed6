package io.ftjvm.channel;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What the channel measures, in nanoseconds. Any thread records; one reads. */
public final class Latencies {
    private static final long MAX = 3_600_000_000_000L;

    /** A recorder and the tag it has in an interval log. */
    static final class Tagged {
        final String tag;
        private final Recorder recorder = new Recorder(3);

        private Tagged(String tag) {
            this.tag = tag;
        }

        void record(long nanos) {
            recorder.recordValue(Math.max(0, Math.min(nanos, MAX)));
        }

        /** What was recorded since the call before; {@code recycle} is its result, or null. */
        Histogram interval(Histogram recycle) {
            Histogram histogram = recorder.getIntervalHistogram(recycle);
            histogram.setTag(tag);
            return histogram;
        }
    }

    private final Tagged outputHold = new Tagged("output-hold");
    private final Tagged ackRoundTrip = new Tagged("ack-round-trip");
    private final Tagged executionLag = new Tagged("execution-lag");

    /** An output was held so long between the guest and its release. */
    public void outputHold(long nanos) {
        outputHold.record(nanos);
    }

    void ackRoundTrip(long nanos) {
        ackRoundTrip.record(nanos);
    }

    void executionLag(long nanos) {
        executionLag.record(nanos);
    }

    Tagged[] all() {
        return new Tagged[] {outputHold, ackRoundTrip, executionLag};
    }
}
