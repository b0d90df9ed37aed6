package io.ftjvm.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the guest's execution is a function of, besides the log: JDK build, class path entries by hash, arguments,
 * options; as keys and values. Stands at the head of the log, and is compared in the handshake. Immutable.
 */
public final class ImageDescription {
    private final TreeMap<String, String> values;

    /** Keys are not empty and contain neither {@code =} nor a line break; values may contain anything. */
    public ImageDescription(Map<String, String> values) {
        this.values = new TreeMap<>(values);
        for (String key : this.values.keySet()) {
            if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("key '" + key + "'");
            }
        }
    }

    /** The value of {@code key}, null if there is none. */
    public String get(String key) {
        return values.get(key);
    }

    /** One line for every key in which the two differ, saying how; empty if they are alike. */
    public List<String> differences(String here, ImageDescription other, String there) {
        List<String> result = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(other.values.keySet());
        for (String key : keys) {
            String a = values.get(key);
            String b = other.values.get(key);
            if (a == null) {
                result.add(key + ": only " + there + " (" + b + ")");
            } else if (b == null) {
                result.add(key + ": only " + here + " (" + a + ")");
            } else if (!a.equals(b)) {
                result.add(key + ": " + here + " " + a + ", " + there + " " + b);
            }
        }
        return result;
    }

    /** {@code key=value} lines in the order of keys; backslash and line break in values are escaped. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        values.forEach((key, value) ->
                lines.add(key + "=" + value.replace("\\", "\\\\").replace("\n", "\\n")));
        return lines;
    }

    /** The {@link #lines} as bytes. */
    byte[] encode() {
        return (String.join("\n", lines()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The inverse of {@link #encode}; throws IllegalArgumentException if these are no such lines. */
    static ImageDescription decode(byte[] bytes) {
        Map<String, String> values = new TreeMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (line.isEmpty()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("'" + line + "' is not key=value");
            }
            values.put(line.substring(0, equals), unescape(line.substring(equals + 1)));
        }
        return new ImageDescription(values);
    }

    private static String unescape(String s) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\\' && i + 1 < s.length()) {
                char escaped = s.charAt(++i);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageDescription && values.equals(((ImageDescription) other).values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
