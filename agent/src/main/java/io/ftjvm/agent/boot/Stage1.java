package io.ftjvm.agent.boot;

import io.ftjvm.agent.options.Options;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** The JVM that the user started: finds the image of java.base and becomes the JVM that has it. */
final class Stage1 {
    /** Else the classes of the agent set off a collection soon after the start, a pause as long as the timeout. */
    private static final String METASPACE = "-XX:MetaspaceSize=96m";

    /** Pages of stack for what must not be left in the middle, the most that the JVM allows. */
    private static final String RESERVED_STACK = "-XX:StackReservedPages=11";

    private Stage1() {}

    static void run(Options options, Instrumentation instrumentation) throws IOException {
        Internals.open(instrumentation);
        requireOnlyAgent();
        int release = Runtime.version().feature();
        Path image = new ImageCache(AgentJar.path()).imageFor(release, HashStateOffset::find);
        CommandLine line = CommandLine.ofThisProcess()
                .withVmOptions(List.of(
                        "--patch-module",
                        "java.base=" + image,
                        "-XX:-OmitStackTraceInFastThrow",
                        METASPACE,
                        RESERVED_STACK));
        if (release >= 23) {
            line = line.withVmOptions(List.of("--sun-misc-unsafe-memory-access=allow"));
        }
        Exec.replaceProcess(line);
    }

    /** Two agents that rewrite the same classes would not know of each other. */
    private static void requireOnlyAgent() {
        String self = AgentJar.path().getFileName().toString();
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("-javaagent:") && !argument.contains(self)) {
                throw new StartException("there is another java agent, " + argument
                        + ", and its rewriting would not be part of the image: start without it");
            }
            if (argument.startsWith("--patch-module=java.base")) {
                throw new StartException("java.base is patched already (" + argument + "): start without it");
            }
        }
    }
}
