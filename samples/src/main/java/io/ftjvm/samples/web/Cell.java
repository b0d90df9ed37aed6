package io.ftjvm.samples.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** One key's value and the operations that made it. Each operation has an id and is applied once. Any thread. */
final class Cell {
    /** Operations remembered per key; an older one would be applied again if it were repeated. */
    private static final int REMEMBERED = 100_000;

    /** The state an operation left behind. */
    record Version(long number, String value, long time) {}

    /** The state an operation left behind, and whether that happened in an earlier request. */
    record Outcome(Version version, boolean repeated) {}

    private final Map<String, Version> operations = new LinkedHashMap<>();
    private Version current = new Version(0, "", 0);

    synchronized Outcome apply(String operation, UnaryOperator<String> change) {
        Version known = operations.get(operation);
        if (known != null) {
            return new Outcome(known, true);
        }
        current = new Version(current.number + 1, change.apply(current.value), System.currentTimeMillis());
        operations.put(operation, current);
        if (operations.size() > REMEMBERED) {
            operations.remove(operations.keySet().iterator().next());
        }
        return new Outcome(current, false);
    }

    synchronized Version current() {
        return current;
    }

    /** Passes on every remembered operation, oldest first. */
    synchronized void forEach(BiConsumer<String, Version> action) {
        operations.forEach(action);
    }
}
