package io.ftjvm.agent.options;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes option strings and config files apart into keys and values. */
final class OptionText {
    /** Every key, in the order of the manual. */
    static final List<String> KEYS = List.of(
            "name",
            "arbiter",
            "channel",
            "disk",
            "record",
            "replay",
            "heartbeat",
            "timeout",
            "maxlag",
            "quantum",
            "cpus",
            "latency",
            "strict",
            "strictmath",
            "natives",
            "retain",
            "secret",
            "config");

    private OptionText() {}

    /** The values by key; one that is given directly goes before the config file's. */
    static Map<String, String> parse(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        String previous = null;
        for (String item : text == null ? new String[0] : text.split(",")) {
            if (item.isBlank()) {
                continue;
            }
            if (previous != null && item.indexOf('=') < 0 && isServerList(given.get(previous))) {
                given.merge(previous, item, (list, server) -> list + "," + server);
            } else {
                previous = put(given, item, "");
            }
        }
        String config = given.remove("config");
        if (config == null) {
            return given;
        }
        Map<String, String> all = readConfig(config);
        all.putAll(given);
        return all;
    }

    /** The addresses that have commas of their own. */
    private static boolean isServerList(String value) {
        return value.startsWith("zk://") || value.startsWith("etcd://");
    }

    private static Map<String, String> readConfig(String name) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(name), StandardCharsets.UTF_8);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new OptionException("config=" + name + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new OptionException("config=" + name + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw new OptionException("config=" + name + ": cannot be read", e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String where = name + ":" + (i + 1) + ": ";
                if (put(values, line, where).equals("config")) {
                    throw new OptionException(where + "a config file cannot name another one");
                }
            }
        }
        return values;
    }

    private static String put(Map<String, String> values, String item, String where) {
        int equals = item.indexOf('=');
        String key = (equals < 0 ? item : item.substring(0, equals)).strip();
        String value = equals < 0 ? "" : item.substring(equals + 1).strip();
        if (!KEYS.contains(key)) {
            throw new OptionException(where + "unknown option '" + key + "'" + Nearest.hint(key, KEYS));
        }
        if (value.isEmpty()) {
            throw new OptionException(where + "option '" + key + "' has no value");
        }
        if (values.put(key, value) != null) {
            throw new OptionException(where + "option '" + key + "' is given twice");
        }
        return key;
    }
}
