package io.ftjvm.samples.web;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Sessions by random id. They expire when unused, and are remembered as expired. Any thread. */
final class Sessions {
    /** One session. Fields are written under its monitor. */
    static final class Session {
        final String id = UUID.randomUUID().toString();
        final long created = System.currentTimeMillis();
        private long used = created;
        private boolean expired;

        private synchronized boolean use(long now) {
            used = now;
            return !expired;
        }

        private synchronized void expire(long before) {
            expired |= used < before;
        }

        synchronized String state() {
            return expired ? "expired" : "live";
        }
    }

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final Map<String, Session> byOperation = new ConcurrentHashMap<>();
    private final long lifetime;

    /** Sessions live for {@code lifetime} milliseconds after their last use. */
    Sessions(long lifetime) {
        this.lifetime = lifetime;
    }

    /** The session that {@code operation} opens, or has opened. */
    Session open(String operation) {
        Session session = byOperation.computeIfAbsent(operation, o -> new Session());
        byId.put(session.id, session);
        return session;
    }

    /** Uses a session: "live", "expired" or "unknown". */
    String use(String id) {
        Session session = byId.get(id);
        if (session == null) {
            return "unknown";
        }
        return session.use(System.currentTimeMillis()) ? "live" : "expired";
    }

    /** Expires what was last used too long ago. */
    void expire() {
        long before = System.currentTimeMillis() - lifetime;
        byId.values().forEach(session -> session.expire(before));
    }

    void forEach(Consumer<Session> action) {
        byId.values().forEach(action);
    }
}
