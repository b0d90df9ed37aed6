package io.ftjvm.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A line of {@code name=value} pairs between words; the values are URL-encoded. Immutable. */
public final class Pairs {
    private final String line;
    private final Map<String, String> values = new HashMap<>();

    /** Parses a line. */
    public Pairs(String line) {
        this.line = line;
        for (String word : line.trim().split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    /** A value, decoded. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in: " + line);
        }
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    /** A value that is a number. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** A value that is {@code true} or not. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }
}
