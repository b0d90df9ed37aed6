package io.ftjvm.samples.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Keys, counters and sessions over HTTP. Replies are lines of {@code name=value} pairs.
 *
 * <pre>
 * POST /session?op=ID                  id, time
 * GET  /session/SESSION                state: live or expired; 404 if it never was
 * PUT  /kv/KEY?op=ID  (body: value)    version, time, repeated: whether an earlier request did it
 * GET  /kv/KEY                         version, time, value (URL-encoded); 404 if there is none
 * POST /incr/NAME?op=ID                value, time, repeated
 * GET  /dump                           every operation and session, one per line
 * </pre>
 *
 * Requests may carry {@code session=SESSION}; one that is unknown or expired is refused with 403 or 401.
 */
public final class WebServer {
    private static final int THREADS = 8;
    private static final int BACKLOG = 1024;
    private static final long EXPIRY_PERIOD_MILLIS = 500;

    private final Map<String, Cell> keys = new ConcurrentHashMap<>();
    private final Map<String, Cell> counters = new ConcurrentHashMap<>();
    private final Statistics statistics = new Statistics();
    private final Sessions sessions;

    private WebServer(long sessionLifetime) {
        sessions = new Sessions(sessionLifetime);
    }

    /** Arguments: port (default 8080; 0: any), seconds until an unused session expires (default 30). */
    public static void main(String[] args) throws IOException {
        // The server writes headers and body separately: with Nagle's algorithm every reply would wait for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        long lifetime = args.length > 1 ? Long.parseLong(args[1]) : 30;
        new WebServer(lifetime * 1000).start(port);
    }

    private void start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", this::handle);
        server.start();
        Thread expiry = new Thread(this::expireSessions, "session-expiry");
        expiry.setDaemon(true);
        expiry.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private void expireSessions() {
        try {
            for (; ; ) {
                Thread.sleep(EXPIRY_PERIOD_MILLIS);
                sessions.expire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String reply;
            try {
                Request request = new Request(exchange);
                if (request.resource.equals("dump")) {
                    dump(exchange);
                    return;
                }
                checkSession(request);
                reply = answer(request) + " " + statistics.record(request.method + exchange.getRequestURI());
            } catch (Request.Refused e) {
                status = e.status;
                reply = e.getMessage();
            }
            byte[] bytes = (reply + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private void checkSession(Request request) throws Request.Refused {
        String id = request.parameter("session");
        if (id != null) {
            switch (sessions.use(id)) {
                case "unknown":
                    throw new Request.Refused(403, "unknown session " + id);
                case "expired":
                    throw new Request.Refused(401, "expired session " + id);
                default:
                    break;
            }
        }
    }

    private String answer(Request request) throws Request.Refused {
        switch (request.method + " " + request.resource) {
            case "POST session":
                Sessions.Session session = sessions.open(request.required("op"));
                return "id=" + session.id + " time=" + session.created;
            case "GET session":
                String state = sessions.use(request.name);
                if (state.equals("unknown")) {
                    throw new Request.Refused(404, "unknown session " + request.name);
                }
                return "state=" + state + " time=" + System.currentTimeMillis();
            case "PUT kv":
                Cell.Outcome put = cell(keys, request).apply(request.required("op"), old -> request.body);
                return "version=" + put.version().number() + " time="
                        + put.version().time() + " repeated=" + put.repeated();
            case "GET kv":
                Cell cell = keys.get(request.name);
                if (cell == null || cell.current().number() == 0) {
                    throw new Request.Refused(404, "no value for " + request.name);
                }
                Cell.Version version = cell.current();
                return "version=" + version.number() + " time=" + System.currentTimeMillis() + " value="
                        + encode(version.value());
            case "POST incr":
                Cell.Outcome incremented = cell(counters, request).apply(request.required("op"), WebServer::successor);
                return "value=" + incremented.version().value() + " time="
                        + incremented.version().time() + " repeated=" + incremented.repeated();
            default:
                throw new Request.Refused(404, "no such resource: " + request.method + " " + request.resource);
        }
    }

    private static Cell cell(Map<String, Cell> cells, Request request) throws Request.Refused {
        if (request.name.isEmpty()) {
            throw new Request.Refused(400, "name missing");
        }
        request.required("op");
        return cells.computeIfAbsent(request.name, name -> new Cell());
    }

    private static String successor(String number) {
        return number.isEmpty() ? "1" : Long.toString(Long.parseLong(number) + 1);
    }

    private void dump(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8), 16 * 1024)) {
            keys.forEach((name, cell) -> dump(out, "kv", name, cell));
            counters.forEach((name, cell) -> dump(out, "counter", name, cell));
            sessions.forEach(session -> write(
                    out,
                    "session id=" + session.id + " created=" + session.created + " state=" + session.state() + "\n"));
            out.write("end\n");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void dump(Writer out, String kind, String name, Cell cell) {
        String prefix = kind + " name=" + encode(name) + " op=";
        cell.forEach((operation, version) -> write(
                out,
                prefix + encode(operation) + " version=" + version.number() + " time=" + version.time() + " value="
                        + encode(version.value()) + "\n"));
    }

    private static void write(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
