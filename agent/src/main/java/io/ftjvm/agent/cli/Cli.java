package io.ftjvm.agent.cli;

import io.ftjvm.arbiter.ArbiterException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code java -jar ftagent.jar}. */
@Command(
        name = "ftagent",
        description = "Looks at protected services and their logs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {StatusCommand.class, ArbiterCommand.class})
public final class Cli implements Callable<Integer> {
    /** Exit status for bad options and an environment that cannot be used, as for the agent itself. */
    static final int BAD_OPTIONS = 88;

    @Spec
    private CommandSpec spec;

    private Cli() {}

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
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
