package io.ftjvm.bench.demo;

import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Verdict;
import io.ftjvm.bench.web.WebLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Protects the web sample, puts it under load, kills its primary with SIGKILL, starts a new backup, kills again, and
 * checks that clients have noticed nothing but a pause. Exits 0 if that is so, 1 if anything was lost or wrong, 2 if the
 * demo could not be carried out.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Kills the primary of a protected web server under load, twice, and checks what clients saw.")
public final class Demo implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** After going live: time for clients to come back and for what was delayed to be made up for. */
    private static final long SETTLING_MILLIS = 1000;
    /** Losses that nobody asked for, per failover, after which the demo gives up. */
    private static final int FALSE_ALARMS = 3;

    @Option(names = "--rate", defaultValue = "500", description = "Requests a second (default ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            defaultValue = "40",
            description = "Seconds of load besides the failovers (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--port", defaultValue = "0", description = "Port of the web server (default: a free one).")
    private int port;

    @Option(names = "--connections", defaultValue = "16", description = "Clients (default ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--hlog", description = "Write latencies to this HdrHistogram interval log.")
    private Path hlog;

    @Option(names = "--agent", defaultValue = "agent/target/ftagent.jar", hidden = true)
    private Path agent;

    @Option(names = "--program", defaultValue = "samples/target/web.jar", hidden = true)
    private Path program;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Progress progress = new Progress(System.out);

    /** Runs the demo and exits. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Demo())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    System.err.println("demo: " + (e instanceof IOException ? e.getMessage() : e.toString()));
                    return 2;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(rate > 0) || rate > 1_000_000 || seconds < 4 || seconds > 3600 || connections < 1 || connections > 1000) {
            throw new ParameterException(
                    spec.commandLine(), "need 0 < rate <= 1000000, 4 <= seconds <= 3600, 1 <= connections <= 1000");
        }
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "not a port: " + port);
        }
        for (Path file : List.of(agent, program)) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + " is missing; build with mvn package");
            }
        }
        Path arbiter = Files.createTempDirectory("ftjvm-demo-");
        try {
            int free = port == 0 ? freePort() : port;
            String options = "name=demo-" + ProcessHandle.current().pid() + ",arbiter=file:" + arbiter;
            try (Pair pair = new Pair(agent, options, program, free, progress::say)) {
                Thread hook = new Thread(pair::close);
                Runtime.getRuntime().addShutdownHook(hook);
                boolean clean = failOverTwice(pair, free);
                Runtime.getRuntime().removeShutdownHook(hook);
                return clean ? 0 : 1;
            }
        } finally {
            delete(arbiter);
        }
    }

    private boolean failOverTwice(Pair pair, int actualPort) throws IOException, InterruptedException {
        progress.phase("starting a primary");
        pair.startPrimary();
        progress.phase("starting a backup");
        pair.startBackup();

        WebLoad load = new WebLoad(actualPort, rate, connections);
        if (hlog != null) {
            load.logTo(hlog);
        }
        LoadGenerator generator = load.generator();
        long begin = System.nanoTime();
        progress.phase("load on the pair");
        load.start();
        progress.follow(generator);
        rest(3);

        Failover first = failOver(pair);
        progress.phase("alone");
        rest(1);
        long joining = System.nanoTime();
        progress.phase("starting a new backup");
        pair.startBackup();
        long joined = System.nanoTime();
        progress.phase("load on the new pair");
        rest(3);
        Failover second = failOver(pair);
        progress.phase("alone again");
        rest(1);

        progress.phase("checking");
        load.stop(GRACE);
        long end = System.nanoTime();
        Verdict verdict = load.check();
        Report report = new Report(generator, verdict, List.of(first, second));
        report.latencies(
                generator.latencies(),
                List.of("before", "failovers", "backup joins", "after"),
                List.of(
                        List.of(new Report.Period(begin, first.killed())),
                        List.of(
                                new Report.Period(first.killed(), first.over()),
                                new Report.Period(second.killed(), second.over())),
                        List.of(new Report.Period(joining, joined)),
                        List.of(
                                new Report.Period(first.over(), joining),
                                new Report.Period(joined, second.killed()),
                                new Report.Period(second.over(), end))));
        System.out.println();
        System.out.print(report);
        verdict.examples().forEach(example -> System.out.println("  " + example));
        System.out.println();
        System.out.println(
                verdict.clean()
                        ? "Every acknowledged write is there, once, as it was acknowledged."
                        : "WRONG: the service did not keep its word.");
        return verdict.clean();
    }

    private Failover failOver(Pair pair) throws IOException, InterruptedException {
        for (int n = 0; !pair.whole(); n++) {
            if (n == FALSE_ALARMS) {
                throw new IOException("this machine is too busy: one of the pair keeps taking the other for dead");
            }
            progress.phase("false alarm: the machine is busy; starting another backup");
            pair.mend();
        }
        progress.phase("kill -9 of the primary");
        long killed = System.nanoTime();
        double millis = pair.killPrimary();
        Thread.sleep(SETTLING_MILLIS);
        return new Failover(killed, System.nanoTime(), millis);
    }

    /** Lets so many eighths of the load time pass. */
    private void rest(int eighths) throws InterruptedException {
        Thread.sleep(seconds * 1000L * eighths / 8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            walk.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
