package io.ftjvm.instrumentation;

import java.util.List;

/** Classes outside java.base that are treated otherwise than the guest's: the table, with a reason for each line. */
public final class Exempt {
    /**
     * One line of the table.
     *
     * @param prefix of internal names
     * @param entirely not rewritten at all; otherwise only not counted
     * @param reason why determinism does not suffer
     */
    private record Line(String prefix, boolean entirely, String reason) {}

    private static final List<Line> TABLE = List.of(
            new Line("sun/instrument/", true, "the JVM calls it on whatever thread loads a class, to reach the agent"),
            new Line("java/lang/instrument/", true, "the same"),
            new Line(
                    "jdk/internal/reflect/Generated",
                    true,
                    "accessors the reflection generates: straight-line code that skips verification"),
            new Line("sun/misc/", false, "wrappers without loops, which the agent's own threads use too"));

    private Exempt() {}

    /** Whether the class stays as it is. */
    public static boolean entirely(String className) {
        return TABLE.stream().anyMatch(l -> l.entirely && className.startsWith(l.prefix));
    }

    /** Whether its instructions do not count. */
    public static boolean fromCounting(String className) {
        return TABLE.stream().anyMatch(l -> className.startsWith(l.prefix));
    }
}
