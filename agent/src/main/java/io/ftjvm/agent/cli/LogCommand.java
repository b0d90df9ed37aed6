package io.ftjvm.agent.cli;

import io.ftjvm.channel.LogException;
import io.ftjvm.channel.LogListing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "log",
        description = {
            "Prints a record file: what was run, then a line for each log entry.",
            "Exit status 89 if the file is damaged or cut off; what comes before the damage is printed."
        },
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
    /** Exit status for a log that cannot be read, as for the agent itself. */
    private static final int BAD_LOG = 89;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What an instance with the agent's option record=FILE wrote.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        long[] lines = {0};
        try {
            LogListing.list(file, line -> {
                out.println(line);
                // Now and then: whoever reads may have seen enough, and asking flushes.
                return ++lines[0] % 1024 != 0 || !out.checkError();
            });
            return 0;
        } catch (LogException e) {
            return fail(out, "log " + file + " is unreadable at byte " + e.position() + ": " + e.getMessage());
        } catch (FileNotFoundException e) {
            // The message names the file and the reason.
            return fail(out, "log " + e.getMessage());
        }
    }

    private int fail(PrintWriter out, String message) {
        out.flush();
        spec.commandLine().getErr().println("ftjvm: " + message);
        return BAD_LOG;
    }
}
