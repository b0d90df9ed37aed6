package io.ftjvm.agent.cli;

import io.ftjvm.agent.doctor.Finding;
import io.ftjvm.agent.doctor.ProgramScan;
import io.ftjvm.agent.doctor.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Reads a program and says, by class and method, what will be refused, what needs an option and what has a limit.",
            "That a program contains something does not mean that it gets there: libraries often can do without.",
            "Exit status 0 if nothing is refused and no option needed, else 1."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Jars and directories of classes; also a class path, with colons and DIR/*.")
    private List<String> paths;

    @Override
    public Integer call() {
        ProgramScan scan = new ProgramScan(Runtime.version().feature());
        try {
            for (String path : paths) {
                for (Path p : expanded(path)) {
                    scan.read(p);
                }
            }
        } catch (IOException e) {
            spec.commandLine().getErr().println("ftjvm: cannot read the program: " + e.getMessage());
            return Cli.BAD_OPTIONS;
        }
        List<Finding> findings = scan.findings();
        if (json) {
            printJson(findings);
        } else {
            print(findings);
        }
        return count(findings, Verdict.REFUSED) + count(findings, Verdict.OPTION) == 0 ? 0 : 1;
    }

    private static List<Path> expanded(String path) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String one : path.split(File.pathSeparator)) {
            if (one.endsWith("/*")) {
                try (DirectoryStream<Path> jars =
                        Files.newDirectoryStream(Path.of(one.substring(0, one.length() - 2)), "*.jar")) {
                    jars.forEach(all::add);
                }
            } else if (!one.isEmpty()) {
                all.add(Path.of(one));
            }
        }
        return all;
    }

    private void print(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        TreeMap<String, List<Finding>> byArchive = new TreeMap<>();
        findings.forEach(f ->
                byArchive.computeIfAbsent(f.archive(), k -> new ArrayList<>()).add(f));
        byArchive.forEach((archive, of) -> {
            out.println(archive);
            of.forEach(f -> out.println("  " + f));
        });
        out.println(count(findings, Verdict.REFUSED) + " refused, " + count(findings, Verdict.OPTION)
                + " need an option, " + count(findings, Verdict.LIMIT) + " with a limit");
    }

    private void printJson(List<Finding> findings) {
        StringBuilder b = new StringBuilder();
        for (Verdict v : Verdict.values()) {
            b.append(b.length() == 0 ? "{" : ",");
            field(b, v.toString()).append(count(findings, v));
        }
        field(b.append(','), "findings").append('[');
        String separator = "\n";
        for (Finding f : findings) {
            b.append(separator).append('{');
            separator = ",\n";
            string(field(b, "verdict"), f.verdict().toString());
            string(field(b.append(','), "topic"), f.topic());
            string(field(b.append(','), "archive"), f.archive());
            string(field(b.append(','), "class"), f.type());
            string(field(b.append(','), "method"), f.method());
            string(field(b.append(','), "call"), f.call());
            string(field(b.append(','), "what"), f.what());
            string(field(b.append(','), "advice"), f.advice());
            b.append('}');
        }
        spec.commandLine().getOut().println(b.append("]}"));
    }

    private static StringBuilder field(StringBuilder b, String name) {
        return string(b, name).append(':');
    }

    private static StringBuilder string(StringBuilder b, String s) {
        b.append('"');
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') {
                b.append('\\').append(c);
            } else if (c < ' ') {
                b.append(String.format("\\u%04x", (int) c));
            } else {
                b.append(c);
            }
        }
        return b.append('"');
    }

    private static long count(List<Finding> findings, Verdict v) {
        return findings.stream().filter(f -> f.verdict() == v).count();
    }
}
