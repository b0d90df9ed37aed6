package io.ftjvm.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of the JDK's native methods: each has a {@link Treatment}. The table is in resources beside this class;
 * the head of {@code java.base.txt} says how to read it and how to add a line. Immutable.
 */
public final class Catalogue {
    private static final List<String> FILES = List.of("java.base.txt", "java.desktop.txt", "modules.txt");

    /** What is said of a native method that has no line. */
    static final String UNCLASSIFIED = "this version knows no such native method of the JDK";

    private final int release;
    private final List<CatalogueLine> lines = new ArrayList<>();
    private final Map<String, List<CatalogueLine>> byClass = new HashMap<>();

    private Catalogue(int release) {
        this.release = release;
    }

    /** The catalogue for a JDK feature release. */
    public static Catalogue of(int release) {
        Catalogue c = new Catalogue(release);
        for (String file : FILES) {
            c.read(file, text(file));
        }
        return c;
    }

    /** A catalogue of one file, for tests. */
    static Catalogue parse(int release, String text) {
        Catalogue c = new Catalogue(release);
        c.read("text", text);
        return c;
    }

    private static String text(String file) {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String file, String text) {
        String module = null;
        List<CatalogueLine.Named> classes = List.of();
        for (Logical l : logicalLines(text)) {
            try {
                if (l.indent == 0 && l.text.startsWith("module ")) {
                    module = l.text.substring("module ".length());
                } else if (l.indent == 0) {
                    classes = named(l.text);
                } else {
                    add(line(module, classes, l.text, file + ":" + l.number));
                }
            } catch (RuntimeException e) {
                throw new IllegalStateException(file + ":" + l.number + ": " + e.getMessage(), e);
            }
        }
    }

    private static CatalogueLine line(String module, List<CatalogueLine.Named> classes, String text, String place) {
        String[] columns = text.split(" \\| ");
        int space = columns[0].indexOf(' ');
        boolean hasAbove = columns.length == 3;
        if (columns.length < 2 || columns.length > 3 || hasAbove && !columns[1].startsWith("via ")) {
            throw new IllegalArgumentException("not 'treatment methods | via hooks | reason'");
        }
        return new CatalogueLine(
                module,
                classes,
                Treatment.parse(columns[0].substring(0, space)),
                named(columns[0].substring(space).strip()),
                hasAbove ? List.of(columns[1].substring("via ".length()).split(", ")) : List.of(),
                columns[columns.length - 1],
                place);
    }

    private void add(CatalogueLine line) {
        lines.add(line);
        for (CatalogueLine.Named c : line.classes()) {
            if (c.applies(release)) {
                byClass.computeIfAbsent(c.name(), k -> new ArrayList<>()).add(line);
            }
        }
    }

    private static List<CatalogueLine.Named> named(String words) {
        return Arrays.stream(words.split(" +")).map(CatalogueLine.Named::parse).toList();
    }

    /** A line with the ones that continue it, which are indented more. */
    private record Logical(int number, int indent, String text) {}

    private static List<Logical> logicalLines(String text) {
        List<Logical> all = new ArrayList<>();
        String[] physical = text.split("\n");
        boolean heading = false;
        for (int i = 0; i < physical.length; i++) {
            String l = physical[i];
            if (l.isBlank() || l.startsWith("#")) {
                heading = false;
                continue;
            }
            int indent = l.length() - l.stripLeading().length();
            Logical last = all.isEmpty() ? null : all.get(all.size() - 1);
            // Names of classes go on in the first column, everything else further to the right.
            if (last != null && (indent == 0 ? heading : indent > last.indent && last.indent > 0)) {
                all.set(all.size() - 1, new Logical(last.number, last.indent, last.text + " " + l.strip()));
            } else {
                all.add(new Logical(i + 1, indent, l.strip()));
            }
            heading = indent == 0;
        }
        return all;
    }

    /** All lines, in the table's order, of all releases. */
    public List<CatalogueLine> lines() {
        return lines;
    }

    /** The line that treats a native method; null if there is none. */
    public CatalogueLine line(String owner, String name, String desc) {
        for (CatalogueLine l : byClass.getOrDefault(owner, List.of())) {
            if (l.matches(release, name, desc)) {
                return l;
            }
        }
        return null;
    }

    /**
     * Why a guest thread may not call a native method of the JDK, if it is so.
     *
     * @return null if it may
     */
    public String refusal(String owner, String name, String desc) {
        CatalogueLine l = line(owner, name, desc);
        if (l == null) {
            return UNCLASSIFIED;
        }
        return l.treatment().isRefused() ? l.reason() : null;
    }

    /** Its release. */
    int release() {
        return release;
    }
}
