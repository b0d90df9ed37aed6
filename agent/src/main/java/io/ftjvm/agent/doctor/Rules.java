package io.ftjvm.agent.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of {@code rules.txt}, whose head says how to read it. Immutable. */
public final class Rules {
    /**
     * Calls that one thing is to be said of.
     *
     * @param calls what is called
     * @param advice empty if there is none
     */
    public record Rule(String topic, Verdict verdict, List<Call> calls, String what, String advice) {}

    /** Methods of a class in some releases. */
    public record Call(String owner, String name, int from, int to) {
        static Call parse(String text) {
            int at = text.indexOf('@');
            String full = at < 0 ? text : text.substring(0, at);
            String[] range =
                    at < 0 ? new String[] {"", ""} : text.substring(at + 1).split("\\.\\.", 2);
            int dot = full.lastIndexOf('.');
            return new Call(
                    full.substring(0, dot),
                    full.substring(dot + 1),
                    range[0].isEmpty() ? 0 : Integer.parseInt(range[0]),
                    range[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(range[1]));
        }

        /** Whether a release has it. */
        public boolean applies(int release) {
            return from <= release && release <= to;
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Rule> byCall = new HashMap<>();

    private Rules() {}

    /** Reads the table. */
    public static Rules read() {
        Rules rules = new Rules();
        String topic = "";
        StringBuilder line = new StringBuilder();
        for (String l : (text() + "\nend").split("\n")) {
            if (l.isBlank() || l.startsWith("#")) {
                continue;
            }
            boolean goesOn = l.startsWith("     ");
            if (!goesOn && line.length() > 0) {
                rules.add(topic, line.toString());
                line.setLength(0);
            }
            if (l.startsWith(" ")) {
                line.append(' ').append(l.strip());
            } else {
                topic = l;
            }
        }
        return rules;
    }

    private static String text() {
        try (InputStream in = Rules.class.getResourceAsStream("rules.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String topic, String line) {
        String[] columns = line.strip().split(" \\| ");
        List<Call> calls = new ArrayList<>();
        String[] words = columns[0].split(" +");
        for (int i = 1; i < words.length; i++) {
            calls.add(Call.parse(words[i]));
        }
        Rule rule = new Rule(
                topic,
                Verdict.valueOf(words[0].toUpperCase(Locale.ROOT)),
                calls,
                columns[1],
                columns[2].equals("-") ? "" : columns[2]);
        rules.add(rule);
        calls.forEach(c -> byCall.put(c.owner + "." + c.name, rule));
    }

    /** All of them, in the table's order. */
    public List<Rule> all() {
        return rules;
    }

    /** What is to be said of a call; null if nothing is. */
    Rule of(String owner, String name) {
        Rule rule = byCall.get(owner + "." + name);
        return rule != null ? rule : byCall.get(owner + ".*");
    }
}
