package io.ftjvm.agent.status;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One instance at one moment. Every text is one word.
 *
 * @param name the service
 * @param member the instance's id, as in the arbiter's register
 * @param host the machine it runs on
 * @param pid its process id there
 * @param role {@code primary}, {@code backup}, {@code record} or {@code replay}
 * @param state {@code protected} or {@code unprotected} for a primary, {@code joining} or {@code lockstep} for a backup,
 *     {@code running} otherwise
 * @param generation the register's generation it serves or follows, 0 without an arbiter
 * @param count instructions executed
 * @param entries log entries written or executed
 * @param lag execution lag of the backup, as far as this instance knows it
 * @param threads live guest threads
 * @param allBlocked whether every guest thread waits, for longer than an instant, with no timer to end it
 * @param deadlocked guest threads that wait for one another in a circle
 * @param updated when this was written, by the machine's own clock
 */
public record Status(
        String name,
        String member,
        String host,
        long pid,
        String role,
        String state,
        long generation,
        long count,
        long entries,
        Duration lag,
        int threads,
        boolean allBlocked,
        int deadlocked,
        Instant updated) {

    /** The fields as text, in the order of the record's. */
    Map<String, String> toFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("member", member);
        fields.put("host", host);
        fields.put("pid", Long.toString(pid));
        fields.put("role", role);
        fields.put("state", state);
        fields.put("generation", Long.toString(generation));
        fields.put("count", Long.toString(count));
        fields.put("entries", Long.toString(entries));
        fields.put("lag-us", Long.toString(lag.toNanos() / 1000));
        fields.put("threads", Integer.toString(threads));
        fields.put("all-blocked", Boolean.toString(allBlocked));
        fields.put("deadlocked", Integer.toString(deadlocked));
        fields.put("updated-ms", Long.toString(updated.toEpochMilli()));
        return fields;
    }

    /**
     * The reverse of {@link #toFields}; fields of later versions are passed over.
     *
     * @throws IllegalArgumentException if a field is missing or bad
     */
    static Status of(Map<String, String> fields) {
        for (String key : new String[] {"name", "member", "host", "role", "state"}) {
            if (fields.get(key) == null) {
                throw new IllegalArgumentException(key);
            }
        }
        return new Status(
                fields.get("name"),
                fields.get("member"),
                fields.get("host"),
                Long.parseLong(fields.get("pid")),
                fields.get("role"),
                fields.get("state"),
                Long.parseLong(fields.get("generation")),
                Long.parseLong(fields.get("count")),
                Long.parseLong(fields.get("entries")),
                Duration.ofNanos(Math.multiplyExact(1000, Long.parseLong(fields.get("lag-us")))),
                Integer.parseInt(fields.get("threads")),
                Boolean.parseBoolean(fields.get("all-blocked")),
                Integer.parseInt(fields.getOrDefault("deadlocked", "0")),
                Instant.ofEpochMilli(Long.parseLong(fields.get("updated-ms"))));
    }
}
