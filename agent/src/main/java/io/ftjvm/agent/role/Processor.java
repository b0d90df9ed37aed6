package io.ftjvm.agent.role;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What of the processor shows in results: the instruction sets for arithmetic, by which the JVM chooses its code for
 * {@code Math}, and the size of vectors.
 */
final class Processor {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** Names of features as the kernel gives them. */
    private static final Pattern FEATURE = Pattern.compile("pni|s?sse[0-9a-z_]*|avx[0-9a-z_]*|fma4?|f16c|bmi[12]|abm");

    /** Options of the JVM that have it make less, or other, use of them. */
    private static final Pattern OPTION = Pattern.compile(
            "-XX:([+-]?Use(SSE|AVX|FMA|LibmIntrinsic)|[+-]InlineMathNatives|MaxVectorSize|DisableIntrinsic|ControlIntrinsic)"
                    + "\\b.*");

    private Processor() {}

    /** The features, and the options among {@code jvmArguments} that have a part in it. */
    static String features(List<String> jvmArguments) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(CPUINFO)) {
            if (line.startsWith("flags")) {
                for (String feature : line.substring(line.indexOf(':') + 1).split(" ")) {
                    if (FEATURE.matcher(feature).matches()) {
                        found.add(feature);
                    }
                }
                break;
            }
        }
        jvmArguments.stream().filter(a -> OPTION.matcher(a).matches()).forEach(found::add);
        return String.join(" ", found);
    }

    /** Whether the program can ask for the processor's features, whatever it calculates. */
    static boolean shows(List<String> jvmArguments) {
        return jvmArguments.stream().anyMatch(a -> a.contains("jdk.incubator.vector"));
    }
}
