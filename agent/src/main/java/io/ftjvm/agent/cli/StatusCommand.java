package io.ftjvm.agent.cli;

import io.ftjvm.agent.status.Status;
import io.ftjvm.agent.status.StatusFile;
import io.ftjvm.arbiter.Arbiter;
import io.ftjvm.arbiter.Arbiters;
import io.ftjvm.arbiter.HostName;
import io.ftjvm.arbiter.Registration;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = {
            "Prints a line for each instance of each service: its role, whether it is protected, how far it is.",
            "Exit status 0 if every service printed has a primary that lives, else 1."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    /** Instances write several times a second; one that has not for this long is stopped or starved. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--arbiter",
            paramLabel = "URL",
            description = "The arbiter, as in the agent's option arbiter=URL. Default: this user's directory.")
    private String url;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One service. Default: all that run here.")
    private String name;

    @Override
    public Integer call() throws IOException {
        List<Status> all = StatusFile.readAll(Arbiters.runtimeDirectory(url));
        Set<String> names = new TreeSet<>();
        if (name != null) {
            names.add(name);
        } else {
            all.stream().filter(StatusCommand::isRunning).map(Status::name).forEach(names::add);
        }
        if (names.isEmpty()) {
            spec.commandLine().getErr().println("ftjvm: no service runs here");
            return 1;
        }
        boolean served = true;
        for (String service : names) {
            for (Status status : all) {
                if (status.name().equals(service) && isRunning(status)) {
                    print(status);
                }
            }
            served &= printRegister(service);
        }
        return served ? 0 : 1;
    }

    private void print(Status status) {
        Duration silence = Duration.between(status.updated(), Instant.now());
        out().println("name=" + status.name() + " role=" + status.role() + " state=" + status.state() + " generation="
                + status.generation() + " pid=" + status.pid() + " host=" + status.host() + " count="
                + status.count() + " entries=" + status.entries() + " lag-ms="
                + status.lag().toMillis() + " threads=" + status.threads() + " all-blocked=" + status.allBlocked()
                + " deadlocked=" + status.deadlocked()
                + " responding=" + (silence.compareTo(SILENCE) < 0));
    }

    /** Returns whether the holder lives. A service without an arbiter has no register and counts as served. */
    private boolean printRegister(String service) {
        try (Arbiter arbiter = Arbiters.open(url, service)) {
            Optional<Registration> content = arbiter.read();
            if (content.isEmpty()) {
                if (service.equals(name)) {
                    out().println("name=" + service + " generation=0 never started");
                }
                return name == null;
            }
            boolean alive = arbiter.holderAlive(content.get());
            out().println("name=" + service + " register " + content.get() + " alive=" + alive);
            return alive;
        }
    }

    /** A killed instance leaves its file behind. What runs elsewhere can only be taken at its word. */
    private static boolean isRunning(Status status) {
        return !status.host().equals(HostName.local())
                || ProcessHandle.of(status.pid()).isPresent();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
