package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {
    @TempDir
    Path directory;

    @Test
    void hdrHistogramReadsIt() throws Exception {
        Path path = directory.resolve("latency.hlog");
        Latencies latencies = new Latencies();
        LatencyLog log = new LatencyLog(path, latencies);
        latencies.outputHold(250_000);
        latencies.ackRoundTrip(100_000);
        latencies.executionLag(0);
        Thread.sleep(1100);
        latencies.outputHold(Long.MAX_VALUE);
        log.close();
        List<String> tags = new ArrayList<>();
        long total = 0;
        HistogramLogReader reader = new HistogramLogReader(path.toFile());
        for (EncodableHistogram h = reader.nextIntervalHistogram(); h != null; h = reader.nextIntervalHistogram()) {
            tags.add(h.getTag());
            total += ((Histogram) h).getTotalCount();
        }
        reader.close();
        assertThat(tags).contains("output-hold", "ack-round-trip", "execution-lag");
        assertThat(total).isEqualTo(4);
    }
}
