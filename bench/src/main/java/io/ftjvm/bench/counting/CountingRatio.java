package io.ftjvm.bench.counting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how much longer rewritten kernels take than plain ones. A plain and a rewritten kernel run in processes of their
 * own, so that they share no profile, and take turns of a few milliseconds, so that whatever else the machine does hits
 * both. Arguments: number of pairs of processes for each kernel (default 3), names of kernels (default all).
 */
public final class CountingRatio {
    private static final List<String> KERNELS =
            List.of("matmul", "saxpy", "sieve", "quicksort", "fib", "strings", "hashMap", "objects", "library");
    private static final long TURN_NANOS = 10_000_000;
    private static final int WARM_UP_TURNS = 150;
    private static final int TURNS = 101;

    private CountingRatio() {}

    /** Measures, and prints a Markdown table. */
    public static void main(String[] args) throws Exception {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        List<String> kernels = args.length > 1 ? List.of(args).subList(1, args.length) : KERNELS;
        System.out.println("JDK " + Runtime.version() + ", " + pairs + " pairs of processes");
        System.out.println();
        System.out.println("| kernel | plain, µs | counted, µs | ratio | lowest pair | highest pair |");
        System.out.println("|---|---|---|---|---|---|");
        for (String kernel : kernels) {
            double[] plain = new double[pairs];
            double[] counted = new double[pairs];
            double[] ratio = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                double[] medians = measure(kernel);
                plain[i] = medians[0] / 1_000;
                counted[i] = medians[1] / 1_000;
                ratio[i] = medians[2];
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.2f | %.2f |",
                    kernel,
                    median(plain),
                    median(counted),
                    median(ratio),
                    Arrays.stream(ratio).min().orElseThrow(),
                    Arrays.stream(ratio).max().orElseThrow()));
        }
    }

    /** Medians over all turns of one pair: plain nanoseconds, counted nanoseconds, counted / plain. */
    private static double[] measure(String kernel) throws IOException {
        double[] plain = new double[TURNS];
        double[] counted = new double[TURNS];
        double[] ratio = new double[TURNS];
        try (Runner p = new Runner("plain", kernel);
                Runner c = new Runner("counted", kernel)) {
            for (int i = 0; i < WARM_UP_TURNS; i++) {
                p.turn();
                c.turn();
            }
            for (int i = 0; i < TURNS; i++) {
                plain[i] = p.turn();
                counted[i] = c.turn();
                ratio[i] = counted[i] / plain[i];
            }
        }
        return new double[] {median(plain), median(counted), median(ratio)};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A process that executes one kernel. */
    private static final class Runner implements AutoCloseable {
        private final Process process;
        private final PrintStream requests;
        private final BufferedReader answers;

        Runner(String mode, String kernel) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KernelRun.class.getName(),
                            mode,
                            kernel)
                    .redirectError(Redirect.DISCARD)
                    .start();
            requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** Lets the process work for a moment, and returns nanoseconds per execution. */
        double turn() throws IOException {
            requests.println(TURN_NANOS);
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("a measuring process ended");
            }
            return Double.parseDouble(answer);
        }

        @Override
        public void close() {
            requests.close();
            process.onExit().join();
        }
    }
}
