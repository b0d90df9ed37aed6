package io.ftjvm.bench.demo;

import io.ftjvm.bench.Latencies;
import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Verdict;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The table at the end of the demo. */
final class Report {
    /** A stretch of time, in {@link System#nanoTime}. */
    record Period(long from, long to) {}

    private final StringBuilder text = new StringBuilder();

    Report(LoadGenerator load, Verdict verdict, List<Failover> failovers) {
        row("requests answered", load.completed());
        row("errors seen by clients", load.errors());
        row("connects refused", load.refusals());
        row("lost", verdict.count(Verdict.Kind.LOST));
        row("duplicated", verdict.count(Verdict.Kind.DUPLICATED));
        row("contradicted", verdict.count(Verdict.Kind.CONTRADICTED));
        Latencies latencies = load.latencies();
        int n = 0;
        for (Failover failover : failovers) {
            n++;
            row("failover " + n + ", detected to live", "%.1f ms", failover.detectedToLiveMillis());
            long silence = latencies.longestSilence(failover.killed(), failover.over());
            row("failover " + n + ", silence to clients", "%.1f ms", silence / 1e6);
        }
    }

    /** Adds a table of latencies, a column per name, each over its periods. */
    void latencies(Latencies latencies, List<String> names, List<List<Period>> periods) {
        List<Histogram> columns = periods.stream()
                .map(list -> {
                    Histogram histogram = new Histogram(3);
                    list.forEach(period -> latencies.collect(histogram, period.from(), period.to()));
                    return histogram;
                })
                .toList();
        line("%n%-26s", "latency, ms");
        names.forEach(name -> line("%14s", name));
        line("%n%-26s", "  requests");
        columns.forEach(histogram -> line("%14d", histogram.getTotalCount()));
        for (double percentile : new double[] {50, 99, 99.9, 100}) {
            line("%n%-26s", percentile == 100 ? "  max" : "  p" + (percentile == 99.9 ? "99.9" : (int) percentile));
            columns.forEach(histogram -> line(
                    "%14.2f", histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1e6));
        }
        line("%n");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void row(String name, long value) {
        line("%-32s%8d%n", name, value);
    }

    private void row(String name, String format, double value) {
        line("%-32s%11s%n", name, String.format(Locale.ROOT, format, value));
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments));
    }
}
