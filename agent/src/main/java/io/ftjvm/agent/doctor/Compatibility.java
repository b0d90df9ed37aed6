package io.ftjvm.agent.doctor;

import io.ftjvm.instrumentation.Catalogue;
import io.ftjvm.instrumentation.CatalogueLine;
import io.ftjvm.instrumentation.Treatment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code docs/compatibility.md} from the catalogue of native methods and the rules of the doctor. */
public final class Compatibility {
    private static final int ALIKE = 3;

    private final StringBuilder out = new StringBuilder();

    private Compatibility() {}

    /** The document. */
    public static String document() {
        Compatibility c = new Compatibility();
        c.head();
        c.rules(
                "What is refused",
                Verdict.REFUSED,
                "A program that gets there sees the error; one that does not, runs.");
        c.rules(
                "What needs an option",
                Verdict.OPTION,
                "Refused, unless the option `natives` declares the library a pure function.");
        c.rules("What is supported with a limit", Verdict.LIMIT, "It works, but for this.");
        c.natives();
        return c.out.toString();
    }

    private void head() {
        out.append("# Compatibility\n\n")
                .append(
                        "Written by a program from the catalogue of native methods and the rules of the command `doctor`;")
                .append(" a test fails\nif it is not what that program writes. Do not edit it.\n\n")
                .append("Java code runs unmodified, the program's and the JDK's. What it can ask of the JVM and the")
                .append(" system comes down to\nnative methods: each has a line in the catalogue, and what is not")
                .append(" replicated is refused by name.\n\n")
                .append("`java -jar ftagent.jar doctor app.jar` looks a program through for what follows, before it")
                .append(" runs.\n");
    }

    private void rules(String title, Verdict verdict, String explanation) {
        out.append("\n## ").append(title).append("\n\n").append(explanation).append('\n');
        out.append("\n| topic | what | calls | instead |\n|---|---|---|---|\n");
        for (Rules.Rule r : Rules.read().all()) {
            if (r.verdict() == verdict) {
                String calls = r.calls().stream()
                        .map(c -> "`" + simple(c.owner())
                                + (c.name().equals("<init>") ? "" : c.name().equals("*") ? "" : "." + c.name()) + "`"
                                + releases(c.from(), c.to()))
                        .collect(Collectors.joining(", "));
                row(r.topic(), r.what(), calls, r.advice());
            }
        }
    }

    private static String releases(int from, int to) {
        return from > 0 ? " (from " + from + ")" : to < Integer.MAX_VALUE ? " (to " + to + ")" : "";
    }

    private static String simple(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void natives() {
        out.append("\n## Native methods of the JDK\n\nLines of the catalogue by treatment, and the reasons given.\n");
        for (Treatment t : Treatment.values()) {
            out.append("\n### ").append(t).append("\n\n").append(explanation(t)).append("\n\n");
            out.append("| reason | classes |\n|---|---|\n");
            reasons(t).forEach((reason, classes) -> row(reason, String.join(", ", classes)));
        }
    }

    private static String explanation(Treatment t) {
        switch (t) {
            case PURE:
                return "A function of arguments, heap and image. Runs as it is.";
            case HOST_ONLY:
                return "For threads of the JVM's and the agent's own. A guest thread is refused.";
            case TRAPPED:
                return "The result is in the log, or computed from it.";
            case DEVICE:
                return "Works on what a device of the guest's has given out: private copies of files, the console.";
            case SCHEDULING:
                return "The guest's scheduler does it.";
            case MEMORY:
                return "Memory at addresses, and what the garbage collector lets show. Runs as it is, with that limit.";
            case DENIED:
                return "Refused with an `UnsatisfiedLinkError`, or by the hook above it with a checked exception.";
            default:
                throw new IllegalStateException();
        }
    }

    private static Map<String, Set<String>> reasons(Treatment t) {
        Map<String, Set<String>> byReason = new LinkedHashMap<>();
        // The table's lines are the same for every release.
        for (CatalogueLine l : Catalogue.of(0).lines()) {
            if (l.treatment() == t) {
                Set<String> classes = byReason.computeIfAbsent(l.reason(), k -> new TreeSet<>());
                for (CatalogueLine.Named c : l.classes()) {
                    String name = c.name();
                    // A package says enough where many classes are alike.
                    classes.add(
                            l.classes().size() > ALIKE
                                    ? "`"
                                            + name.substring(0, name.lastIndexOf('/'))
                                                    .replace('/', '.') + ".*`"
                                    : "`" + simple(name) + "`");
                }
            }
        }
        return byReason;
    }
}
