package io.ftjvm.bench.counting;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how much longer rewritten kernels take than plain ones. Every measurement has a process of its own; plain and
 * rewritten ones alternate, so that whatever else the machine does hits both. Arguments: number of pairs for each kernel
 * (default 5), names of kernels (default all).
 */
public final class CountingRatio {
    private static final List<String> KERNELS =
            List.of("matmul", "saxpy", "sieve", "quicksort", "fib", "strings", "hashMap", "objects");

    private CountingRatio() {}

    /** Measures, and prints a Markdown table. */
    public static void main(String[] args) throws Exception {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        List<String> kernels = args.length > 1 ? List.of(args).subList(1, args.length) : KERNELS;
        System.out.println("JDK " + Runtime.version() + ", " + pairs + " pairs of processes");
        System.out.println();
        System.out.println("| kernel | plain, µs | counted, µs | ratio | lowest | highest |");
        System.out.println("|---|---|---|---|---|---|");
        for (String kernel : kernels) {
            double[] plain = new double[pairs];
            double[] counted = new double[pairs];
            double[] ratio = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                plain[i] = measure("plain", kernel) / 1_000;
                counted[i] = measure("counted", kernel) / 1_000;
                ratio[i] = counted[i] / plain[i];
            }
            Arrays.sort(ratio);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.2f | %.2f |",
                    kernel,
                    median(plain),
                    median(counted),
                    median(ratio),
                    ratio[0],
                    ratio[pairs - 1]));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double measure(String mode, String kernel) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelRun.class.getName(),
                        mode,
                        kernel)
                .redirectError(Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes()).trim();
        if (process.waitFor() != 0) {
            throw new IOException(mode + " " + kernel + " exited with status " + process.exitValue());
        }
        return Double.parseDouble(output);
    }
}
