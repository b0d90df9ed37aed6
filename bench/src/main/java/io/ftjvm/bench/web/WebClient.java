package io.ftjvm.bench.web;

import io.ftjvm.bench.LoadClient;
import io.ftjvm.bench.Pairs;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A client of the web sample: has a session, writes and reads keys that others write too. */
final class WebClient implements LoadClient {
    private static final int KEYS = 50;
    private static final int COUNTERS = 10;

    private final int port;
    private final String name;
    private final SplittableRandom random;
    private final List<WebOperation> history = new ArrayList<>();
    private HttpConnection connection;
    private WebOperation current;
    private long currentNumber = -1;
    /** The session in use; null if there is none yet or it has expired. */
    private String session;
    /** Any session opened by this client, to see later whether the server still knows it. */
    private String old;

    WebClient(int port, String name, long seed) {
        this.port = port;
        this.name = name;
        random = new SplittableRandom(seed);
    }

    @Override
    public void connect() throws IOException {
        connection = new HttpConnection(port);
    }

    @Override
    public void perform(long n) throws IOException {
        if (n != currentNumber) {
            current = next(n);
            currentNumber = n;
            history.add(current);
        }
        WebOperation operation = current;
        if (operation.attempts++ == 0) {
            operation.sent = System.nanoTime();
        }
        HttpConnection.Response response = send(operation);
        long answered = System.nanoTime();
        if (response.status() == 200) {
            understand(operation, new Pairs(response.body()));
        } else if (response.status() == 401) {
            session = null;
        }
        operation.text =
                response.status() == 200 ? operation.text : response.body().trim();
        operation.answered = answered;
        operation.status = response.status();
    }

    private WebOperation next(long n) {
        String id = name + "-" + n;
        int dice = random.nextInt(100);
        if (session == null || dice < 2) {
            return new WebOperation(WebOperation.Kind.OPEN_SESSION, id, "", "");
        } else if (dice < 5) {
            return new WebOperation(WebOperation.Kind.LOOK_UP_SESSION, id, old, "");
        } else if (dice < 45) {
            String value = id + " " + Long.toString(random.nextLong(), 36);
            return new WebOperation(WebOperation.Kind.PUT, id, "key-" + random.nextInt(KEYS), value);
        } else if (dice < 70) {
            return new WebOperation(WebOperation.Kind.INCREMENT, id, "counter-" + random.nextInt(COUNTERS), "");
        }
        return new WebOperation(WebOperation.Kind.GET, id, "key-" + random.nextInt(KEYS), "");
    }

    private HttpConnection.Response send(WebOperation operation) throws IOException {
        String parameters = "?op=" + encode(operation.id) + (session == null ? "" : "&session=" + encode(session));
        switch (operation.kind) {
            case PUT:
                return connection.exchange("PUT", "/kv/" + operation.name + parameters, operation.value);
            case INCREMENT:
                return connection.exchange("POST", "/incr/" + operation.name + parameters, "");
            case GET:
                return connection.exchange("GET", "/kv/" + operation.name + parameters, "");
            case OPEN_SESSION:
                return connection.exchange("POST", "/session?op=" + encode(operation.id), "");
            case LOOK_UP_SESSION:
                return connection.exchange("GET", "/session/" + encode(operation.name), "");
            default:
                throw new AssertionError(operation.kind);
        }
    }

    private void understand(WebOperation operation, Pairs reply) {
        operation.time = reply.number("time");
        switch (operation.kind) {
            case PUT:
                operation.version = reply.number("version");
                operation.repeated = reply.flag("repeated");
                break;
            case INCREMENT:
                operation.version = reply.number("value");
                operation.repeated = reply.flag("repeated");
                break;
            case GET:
                operation.version = reply.number("version");
                operation.text = reply.text("value");
                break;
            case OPEN_SESSION:
                operation.text = reply.text("id");
                old = session == null ? operation.text : session;
                session = operation.text;
                break;
            default:
                break;
        }
    }

    @Override
    public void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** What this client did and saw. When the load has stopped. */
    List<WebOperation> history() {
        return history;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
