package io.ftjvm.bench.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Sample;
import io.ftjvm.bench.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebLoadTest {
    @Test
    void aServerThatLivesOnKeepsItsWord(@TempDir Path dir) throws Exception {
        try (Sample sample = Sample.start("io.ftjvm.samples.web.WebServer")) {
            Path log = dir.resolve("load.hlog");
            WebLoad load = new WebLoad(sample.port, 400, 8).logTo(log);
            load.start();
            Thread.sleep(2500);
            load.stop(Duration.ofSeconds(5));

            Verdict verdict = load.check();
            assertThat(verdict.examples()).isEmpty();
            assertThat(load.generator().completed()).isGreaterThan(500);
            assertThat(load.generator().errors()).isZero();
            assertThat(load.generator().refusals()).isZero();
            assertThat(Files.size(log)).isPositive();
            long logged = 0;
            try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
                for (Histogram h = (Histogram) reader.nextIntervalHistogram();
                        h != null;
                        h = (Histogram) reader.nextIntervalHistogram()) {
                    logged += h.getTotalCount();
                }
            }
            assertThat(logged).isEqualTo(load.generator().completed());
        }
    }

    /** What an unprotected service does: the next process knows nothing. */
    @Test
    void aServerThatIsStartedAfreshIsCaught() throws Exception {
        WebLoad load;
        int port;
        try (Sample sample = Sample.start("io.ftjvm.samples.web.WebServer")) {
            port = sample.port;
            load = new WebLoad(port, 200, 4);
            load.start();
            Thread.sleep(1000);
        }
        try (Sample sample = Sample.start("io.ftjvm.samples.web.WebServer", port)) {
            assertThat(sample.port).isEqualTo(port);
            Thread.sleep(1000);
            load.stop(Duration.ofSeconds(5));

            Verdict verdict = load.check();
            assertThat(load.generator().errors()).isPositive();
            assertThat(verdict.count(Verdict.Kind.LOST)).isPositive();
            assertThat(verdict.count(Verdict.Kind.CONTRADICTED)).isPositive();
        }
    }
}
