package io.ftjvm.bench.web;

import io.ftjvm.bench.RealTimeOrder;
import io.ftjvm.bench.Verdict;
import io.ftjvm.bench.Verdict.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what clients of the web sample were told with each other and with the server's final dump. An operation
 * without an outcome may have been applied or not, but not twice.
 */
final class HistoryChecker {
    private final List<WebOperation> history;
    private final WebDump dump;
    private final Verdict verdict = new Verdict();
    private final Map<String, WebOperation> byId = new HashMap<>();
    /** Per operation, the key or counter it was applied to and what it left there. */
    private final Map<String, WebDump.Applied> applied = new HashMap<>();

    private final Map<String, String> appliedTo = new HashMap<>();

    private HistoryChecker(List<WebOperation> history, WebDump dump) {
        this.history = history;
        this.dump = dump;
        history.forEach(operation -> byId.put(operation.id, operation));
    }

    static Verdict check(List<WebOperation> history, WebDump dump) {
        HistoryChecker checker = new HistoryChecker(history, dump);
        dump.keys.forEach((name, list) -> checker.checkDump("key", name, list));
        dump.counters.forEach((name, list) -> checker.checkDump("counter", name, list));
        checker.checkRefusals();
        checker.checkWrites();
        checker.checkReads();
        checker.checkSessions();
        checker.checkOrder();
        return checker.verdict;
    }

    /** The dump in itself: numbered without gaps, times in order, each operation once and asked for by somebody. */
    private void checkDump(String kind, String name, List<WebDump.Applied> list) {
        long version = 0;
        long time = Long.MIN_VALUE;
        for (WebDump.Applied entry : list) {
            version++;
            if (entry.version() != version) {
                // A number without an operation is an operation that was done again and is shown once.
                verdict.add(
                        entry.version() > version ? Kind.DUPLICATED : Kind.CONTRADICTED,
                        kind + " " + name + ": version " + entry.version() + " where " + version + " was due");
                version = entry.version();
            }
            if (entry.time() < time) {
                verdict.add(Kind.CONTRADICTED, kind + " " + name + ": time went back at version " + version);
            }
            time = entry.time();
            if (applied.putIfAbsent(entry.operation(), entry) != null) {
                verdict.add(Kind.DUPLICATED, entry.operation() + " was applied more than once");
            } else {
                appliedTo.put(entry.operation(), kind + " " + name);
            }
            WebOperation operation = byId.get(entry.operation());
            if (operation == null) {
                verdict.add(Kind.CONTRADICTED, entry.operation() + " was applied but nobody asked for it");
            } else if (!operation.writes() || !target(operation).equals(kind + " " + name)) {
                verdict.add(Kind.CONTRADICTED, operation + " was applied to " + kind + " " + name);
            } else if (!entry.value().equals(expectedValue(operation, entry.version()))) {
                verdict.add(Kind.CONTRADICTED, operation + " left the value " + entry.value());
            } else if (operation.status > 200 && operation.attempts == 1) {
                verdict.add(Kind.CONTRADICTED, operation + " was refused but applied");
            }
        }
    }

    private static String expectedValue(WebOperation operation, long version) {
        return operation.kind == WebOperation.Kind.PUT ? operation.value : Long.toString(version);
    }

    private static String target(WebOperation operation) {
        switch (operation.kind) {
            case PUT:
            case GET:
                return "key " + operation.name;
            case INCREMENT:
                return "counter " + operation.name;
            default:
                return "nothing, being " + operation.kind;
        }
    }

    /** An expired session and a key without a value are the only reasons to refuse anything. */
    private void checkRefusals() {
        for (WebOperation operation : history) {
            boolean expected = operation.status == 0
                    || operation.status == 200
                    || operation.status == 401
                    || operation.status == 404 && operation.kind == WebOperation.Kind.GET;
            if (!expected) {
                boolean unknownSession = operation.status == 403
                        || operation.status == 404 && operation.kind == WebOperation.Kind.LOOK_UP_SESSION;
                verdict.add(unknownSession ? Kind.LOST : Kind.CONTRADICTED, operation.toString());
            }
        }
    }

    private void checkWrites() {
        for (WebOperation operation : history) {
            if (!operation.writes() || !operation.acknowledged()) {
                continue;
            }
            WebDump.Applied entry = applied.get(operation.id);
            if (entry == null || !appliedTo.get(operation.id).equals(target(operation))) {
                verdict.add(Kind.LOST, operation.toString());
            } else if (entry.version() != operation.version || entry.time() != operation.time) {
                verdict.add(Kind.CONTRADICTED, operation + " but the server has " + entry);
            }
            if (operation.repeated && operation.attempts == 1) {
                verdict.add(Kind.DUPLICATED, operation + " was sent once");
            }
        }
    }

    private void checkReads() {
        Map<String, Map<Long, WebDump.Applied>> versions = new HashMap<>();
        dump.keys.forEach((name, list) -> {
            Map<Long, WebDump.Applied> byVersion = versions.computeIfAbsent(name, n -> new HashMap<>());
            list.forEach(entry -> byVersion.put(entry.version(), entry));
        });
        for (WebOperation read : history) {
            if (read.kind != WebOperation.Kind.GET || !read.acknowledged()) {
                continue;
            }
            WebDump.Applied entry = versions.getOrDefault(read.name, Map.of()).get(read.version);
            if (entry == null) {
                verdict.add(Kind.LOST, read + ": the version read is not there");
                continue;
            }
            WebOperation write = byId.get(entry.operation());
            if (!entry.value().equals(read.text)) {
                verdict.add(Kind.CONTRADICTED, read + " but the server has " + entry);
            } else if (write != null && write.sent > read.answered) {
                verdict.add(Kind.CONTRADICTED, read + " came before its value was sent by " + write);
            }
        }
    }

    private void checkSessions() {
        Map<String, WebOperation> opened = new HashMap<>();
        for (WebOperation operation : history) {
            if (operation.kind != WebOperation.Kind.OPEN_SESSION || !operation.acknowledged()) {
                continue;
            }
            WebOperation other = opened.putIfAbsent(operation.text, operation);
            if (other != null) {
                verdict.add(Kind.CONTRADICTED, operation + " got the session of " + other);
            }
            Long created = dump.sessions.get(operation.text);
            if (created == null) {
                verdict.add(Kind.LOST, operation.toString());
            } else if (created != operation.time) {
                verdict.add(Kind.CONTRADICTED, operation + " but the server has created=" + created);
            }
        }
    }

    /** Clock, versions and counters never went back for anyone who could have noticed. */
    private void checkOrder() {
        RealTimeOrder times = new RealTimeOrder();
        Map<String, RealTimeOrder> versions = new HashMap<>();
        for (WebOperation operation : history) {
            if (operation.acknowledged()) {
                times.add(operation.sent, operation.answered, operation.time, operation);
            }
            boolean read = operation.kind == WebOperation.Kind.GET;
            boolean absent = read && operation.status == 404;
            if (absent || operation.acknowledged() && (read || operation.writes())) {
                versions.computeIfAbsent(target(operation), t -> new RealTimeOrder())
                        .add(operation.sent, operation.answered, operation.version, operation);
            }
        }
        times.check("the clock", verdict);
        versions.forEach((target, order) -> order.check("the version of " + target, verdict));
    }
}
