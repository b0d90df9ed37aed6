package io.ftjvm.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a check of a history found. Not thread-safe. */
public final class Verdict {
    /** The ways to be wrong. */
    public enum Kind {
        /** An acknowledged operation is not there. */
        LOST,
        /** An operation was done more than once. */
        DUPLICATED,
        /** What one reply said, another one or the final state denies. */
        CONTRADICTED
    }

    private static final int MAX_EXAMPLES = 20;

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<String> examples = new ArrayList<>();

    /** Notes a violation. */
    public void add(Kind kind, String what) {
        counts.merge(kind, 1, Integer::sum);
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(kind + ": " + what);
        }
    }

    /** How many violations of a kind there are. */
    public int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Whether there are none. */
    public boolean clean() {
        return counts.isEmpty();
    }

    /** The first violations, for people. */
    public List<String> examples() {
        return Collections.unmodifiableList(examples);
    }

    @Override
    public String toString() {
        return clean() ? "clean" : counts + " " + examples;
    }
}
