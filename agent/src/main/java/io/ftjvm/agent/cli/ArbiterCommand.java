package io.ftjvm.agent.cli;

import io.ftjvm.arbiter.Arbiter;
import io.ftjvm.arbiter.Arbiters;
import io.ftjvm.arbiter.Registration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "arbiter",
        description = "Prints the register of one service: who won the last test-and-set, and who lives.",
        mixinStandardHelpOptions = true)
final class ArbiterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--arbiter",
            paramLabel = "URL",
            description = "The arbiter, as in the agent's option arbiter=URL. Default: this user's directory.")
    private String url;

    @Parameters(paramLabel = "NAME", description = "The service, as in the agent's option name=NAME.")
    private String name;

    @Override
    public Integer call() {
        try (Arbiter arbiter = Arbiters.open(url, name)) {
            Optional<Registration> content = arbiter.read();
            if (content.isEmpty()) {
                spec.commandLine().getOut().println("name=" + name + " generation=0 empty");
                return 1;
            }
            Registration registration = content.get();
            Set<String> living = arbiter.living(registration.generation());
            spec.commandLine()
                    .getOut()
                    .println("name=" + name + " " + registration + " alive=" + living.contains(registration.holder()));
            for (String member : living) {
                if (!member.equals(registration.holder())) {
                    spec.commandLine().getOut().println("standby=" + member);
                }
            }
            return 0;
        }
    }
}
