package io.ftjvm.bench.web;

import io.ftjvm.bench.Pairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The server's own account of what it has done, from {@code GET /dump}. */
final class WebDump {
    /** An operation that was applied, and the state it left. */
    record Applied(String operation, long version, long time, String value) {}

    /** Per key and counter, in the order of the dump. */
    final Map<String, List<Applied>> keys = new HashMap<>();

    final Map<String, List<Applied>> counters = new HashMap<>();
    /** When each session was created. */
    final Map<String, Long> sessions = new HashMap<>();

    static WebDump parse(String text) throws IOException {
        if (!text.endsWith("end\n")) {
            throw new IOException("incomplete dump");
        }
        WebDump dump = new WebDump();
        for (String line : text.split("\n")) {
            Pairs pairs = new Pairs(line);
            if (line.startsWith("session ")) {
                dump.sessions.put(pairs.text("id"), pairs.number("created"));
            } else if (!line.equals("end")) {
                (line.startsWith("kv ") ? dump.keys : dump.counters)
                        .computeIfAbsent(pairs.text("name"), name -> new ArrayList<>())
                        .add(new Applied(
                                pairs.text("op"), pairs.number("version"), pairs.number("time"), pairs.text("value")));
            }
        }
        return dump;
    }
}
