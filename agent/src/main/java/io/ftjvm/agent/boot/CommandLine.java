package io.ftjvm.agent.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a process as the kernel has it, argument files unexpanded.
 *
 * @param executable what runs
 * @param arguments argv, the first included; Latin-1, so that bytes survive whatever their encoding
 */
record CommandLine(String executable, List<String> arguments) {
    static CommandLine ofThisProcess() throws IOException {
        String raw = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.ISO_8859_1);
        List<String> arguments = new ArrayList<>(List.of(raw.split("\0", -1)));
        arguments.remove(arguments.size() - 1);
        return new CommandLine(Files.readSymbolicLink(Path.of("/proc/self/exe")).toString(), arguments);
    }

    /** The same with options for the JVM in front of the user's own. */
    CommandLine withVmOptions(List<String> options) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(1, options);
        return new CommandLine(executable, all);
    }
}
