package io.ftjvm.agent.guest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one guest in a process of its own.
 *
 * <p>System properties: {@code ftjvm.test.java} is the home of the JDK under test (default: the one that runs the
 * tests), {@code ftjvm.agent.jar} the agent (default: {@code ftagent.jar} beside the test classes), {@code
 * ftjvm.test.timeout} the seconds a run may take.
 *
 * <p>Not thread-safe; use one per run.
 */
final class GuestRunner {
    static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));
    static final Path CLASSES = classes();
    static final Path AGENT = Path.of(System.getProperty(
            "ftjvm.agent.jar", CLASSES.resolveSibling("ftagent.jar").toString()));
    static final String HASH_CODES_IN_DIGEST = "-Dftjvm.hash.codes.in.digest=true";
    private static final long TIMEOUT_SECONDS = Long.getLong("ftjvm.test.timeout", 60);

    private final String name;
    private final List<String> target;
    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String agentOptions;
    private String input = "";
    private Path workingDirectory;
    private long addressSpace;

    private GuestRunner(String name, List<String> target) {
        this.name = name;
        this.target = target;
    }

    /** A run of {@code main} with the test classes as class path. */
    static GuestRunner of(String name, Class<?> main, List<String> arguments) {
        List<String> target = new ArrayList<>(List.of("-cp", CLASSES.toString(), main.getName()));
        target.addAll(arguments);
        return new GuestRunner(name, target);
    }

    static GuestRunner of(String name, Class<?> main, String... arguments) {
        return of(name, main, Arrays.asList(arguments));
    }

    /** A run of {@code java} with nothing but these arguments, and the agent if asked for. */
    static GuestRunner command(String name, String... arguments) {
        return new GuestRunner(name, Arrays.asList(arguments));
    }

    /** Runs under the agent, with these options; "" for none. */
    GuestRunner agent(String options) {
        agentOptions = options;
        return this;
    }

    GuestRunner record(Path log) {
        return agent("record=" + log);
    }

    GuestRunner replay(Path log) {
        return agent("replay=" + log);
    }

    GuestRunner jvm(String... options) {
        jvmOptions.addAll(Arrays.asList(options));
        return this;
    }

    GuestRunner environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The digest covers how many identity hash codes the guest's threads draw; to be asked for on both sides. */
    GuestRunner hashCodesInDigest() {
        return jvm(HASH_CODES_IN_DIGEST);
    }

    /** The working directory; the test's own if not called. */
    GuestRunner directory(Path directory) {
        workingDirectory = directory;
        return this;
    }

    /** The most memory that the process may map, bytes. */
    GuestRunner addressSpace(long bytes) {
        addressSpace = bytes;
        return this;
    }

    /** Where the process believes its user's home to be. */
    GuestRunner home(Path home) {
        return environment("HOME", home.toString()).jvm("-Duser.home=" + home);
    }

    GuestRunner input(String text) {
        input = text;
        return this;
    }

    /** Runs the guest to its end. */
    Run run() {
        try (RunningGuest running = start()) {
            return running.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Starts the guest; the caller waits for it or closes it. */
    RunningGuest start() {
        // Whoever runs the tests in the background may ignore signals, which a JVM inherits and then does not handle.
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=HUP,INT,QUIT,TERM"));
        if (addressSpace != 0) {
            command.addAll(List.of("prlimit", "--as=" + addressSpace));
        }
        command.add(JDK.resolve("bin/java").toString());
        command.addAll(jvmOptions);
        if (agentOptions != null) {
            command.add("-javaagent:" + AGENT + (agentOptions.isEmpty() ? "" : "=" + agentOptions));
        }
        command.addAll(target);
        ProcessBuilder builder = new ProcessBuilder(command);
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "XDG_CACHE_HOME")) {
            builder.environment().remove(variable);
        }
        builder.environment().putAll(environment);
        if (workingDirectory != null) {
            builder.directory(workingDirectory.toFile());
        }
        try {
            Path directory = Files.createTempDirectory("ftjvm-guest");
            File in = Files.writeString(directory.resolve("in"), input, StandardCharsets.UTF_8)
                    .toFile();
            Path out = directory.resolve("out");
            Path err = directory.resolve("err");
            builder.redirectInput(in).redirectOutput(out.toFile()).redirectError(err.toFile());
            return new RunningGuest(name, command, builder.start(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(GuestRunner.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
