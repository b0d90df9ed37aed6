package io.ftjvm.agent.cli;

import io.ftjvm.arbiter.ArbiterException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code java -jar ftagent.jar}. */
@Command(
        name = "ftagent",
        description = "Looks at protected services and their logs, and at programs to protect.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {StatusCommand.class, LogCommand.class, ArbiterCommand.class, DoctorCommand.class})
public final class Cli implements Callable<Integer> {
    /** Exit status for bad options and an environment that cannot be used, as for the agent itself. */
    static final int BAD_OPTIONS = 88;

    @Spec
    private CommandSpec spec;

    private Cli() {}

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
        // Not flushed at each line: logs are long.
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, Charset.defaultCharset()));
        int status = run(args, out, new PrintWriter(System.err, true));
        out.flush();
        System.exit(status);
    }

    /** Runs one command and returns its exit status. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Cli())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("ftjvm: " + e.getMessage() + "; see --help");
                    return BAD_OPTIONS;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof ArbiterException) {
                        err.println("ftjvm: " + e.getMessage());
                        return BAD_OPTIONS;
                    }
                    throw e;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
