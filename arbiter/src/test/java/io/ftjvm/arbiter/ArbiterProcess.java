package io.ftjvm.arbiter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second process at the register: the test's main class, run in a JVM of its own. */
final class ArbiterProcess {
    private ArbiterProcess() {}

    /**
     * {@code race DIR MEMBER LAST}: wins as many generations up to LAST as it can, and prints each.
     * {@code serve DIR MEMBER}: wins the next generation, prints it and stays until killed.
     * {@code attend DIR MEMBER GENERATION}: attends, says so and stays until killed.
     */
    public static void main(String[] args) throws InterruptedException {
        String member = args[2];
        try (Arbiter arbiter = Arbiters.open("file:" + args[1], "service")) {
            switch (args[0]) {
                case "race" -> race(arbiter, member, Long.parseLong(args[3]));
                case "serve" -> {
                    long generation = generation(arbiter);
                    if (arbiter.compareAndSet(generation, registration(generation + 1, member))) {
                        System.out.println(generation + 1);
                        Thread.sleep(60_000);
                    }
                }
                case "attend" -> {
                    arbiter.attend(Long.parseLong(args[3]), member);
                    System.out.println("attending");
                    Thread.sleep(60_000);
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private static void race(Arbiter arbiter, String member, long last) {
        long generation = generation(arbiter);
        while (generation < last) {
            if (arbiter.compareAndSet(generation, registration(generation + 1, member))) {
                System.out.println(generation + 1);
            }
            generation = generation(arbiter);
        }
    }

    static long generation(Arbiter arbiter) {
        return arbiter.read().map(Registration::generation).orElse(0L);
    }

    static Registration registration(long generation, String member) {
        return new Registration(
                generation,
                member,
                "127.0.0.1:4711",
                "s3cret",
                "localhost",
                ProcessHandle.current().pid());
    }

    /** Starts this class's main in a new JVM with the same class path. */
    static Process start(String command, Path directory, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ArbiterProcess.class.getName(),
                command,
                directory.toString()));
        line.addAll(List.of(more));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
