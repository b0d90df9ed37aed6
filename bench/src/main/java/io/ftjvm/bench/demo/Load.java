package io.ftjvm.bench.demo;

import io.ftjvm.bench.Latencies;
import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Verdict;
import io.ftjvm.bench.bank.BankLoad;
import io.ftjvm.bench.chat.ChatLoad;
import io.ftjvm.bench.web.WebLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Load on a sample that runs already, freshly started: for measurements by hand. Prints throughput and latencies; exits 1
 * if the history of its clients is wrong.
 */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Puts load on a sample that runs already.")
public final class Load implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private enum Sample {
        web,
        bank,
        chat
    }

    @Parameters(index = "0", description = "One of ${COMPLETION-CANDIDATES}.")
    private Sample sample;

    @Parameters(index = "1", description = "Its port on loopback.")
    private int port;

    @Option(names = "--rate", defaultValue = "500", description = "Operations a second (default ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seconds", defaultValue = "10", description = "How long is measured (default ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before that (default ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(names = "--connections", defaultValue = "16", description = "Clients (default ${DEFAULT-VALUE}).")
    private int connections;

    private LoadGenerator generator;
    private Check check;

    private interface Check {
        Verdict run() throws IOException;
    }

    /** Runs the load and exits. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Load()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        switch (sample) {
            case web:
                WebLoad web = new WebLoad(port, rate, connections);
                generator = web.generator();
                check = web::check;
                break;
            case bank:
                BankLoad bank = new BankLoad(port, rate, connections);
                generator = bank.generator();
                check = bank::check;
                break;
            default:
                ChatLoad chat = new ChatLoad(port, rate, connections);
                generator = chat.generator();
                check = chat::check;
                break;
        }
        generator.start();
        Thread.sleep((long) (warmUp * 1000));
        long from = System.nanoTime();
        long completed = generator.completed();
        Thread.sleep((long) (seconds * 1000));
        long to = System.nanoTime();
        double perSecond = (generator.completed() - completed) * 1e9 / (to - from);
        generator.stop(GRACE);
        print(perSecond, generator.latencies(), from, to);
        Verdict verdict = check.run();
        verdict.examples().forEach(System.out::println);
        return verdict.clean() ? 0 : 1;
    }

    private void print(double perSecond, Latencies latencies, long from, long to) {
        Histogram histogram = new Histogram(3);
        latencies.collect(histogram, from, to);
        // With more offered than can be done, what was due in this time is answered long after it.
        String latency = histogram.getTotalCount() == 0
                ? "saturated"
                : String.format(
                        Locale.ROOT,
                        "latency ms p50 %.2f p99 %.2f p99.9 %.2f max %.2f",
                        histogram.getValueAtPercentile(50) / 1e6,
                        histogram.getValueAtPercentile(99) / 1e6,
                        histogram.getValueAtPercentile(99.9) / 1e6,
                        histogram.getMaxValue() / 1e6);
        System.out.printf(
                Locale.ROOT,
                "%s %.0f/s, %s, silence %.0f ms, errors %d%n",
                sample,
                perSecond,
                latency,
                latencies.longestSilence(from, to) / 1e6,
                generator.errors() + generator.refusals());
    }
}
