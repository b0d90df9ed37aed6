package io.ftjvm.samples.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The parts of an HTTP request that the server looks at. */
final class Request {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_NAME = 256;

    /** A request that gets an error status for a reply. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    final String method;
    /** The first segment of the path. */
    final String resource;
    /** The rest of the path, decoded; may be empty. */
    final String name;

    final String body;
    private final Map<String, String> parameters = new HashMap<>();

    Request(HttpExchange exchange) throws IOException, Refused {
        method = exchange.getRequestMethod();
        byte[] bytes;
        try (InputStream in = exchange.getRequestBody()) {
            bytes = in.readNBytes(MAX_BODY + 1);
        }
        if (bytes.length > MAX_BODY) {
            throw new Refused(413, "body longer than " + MAX_BODY);
        }
        body = new String(bytes, StandardCharsets.UTF_8);
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        resource = path.length > 1 ? path[1] : "";
        name = path.length > 2 ? path[2] : "";
        if (name.length() > MAX_NAME) {
            throw new Refused(414, "name longer than " + MAX_NAME);
        }
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** A parameter of the query, null if it has not been given. */
    String parameter(String key) {
        return parameters.get(key);
    }

    /** A parameter of the query that must be there. */
    String required(String key) throws Refused {
        String value = parameters.get(key);
        if (value == null || value.isEmpty() || value.length() > MAX_NAME) {
            throw new Refused(400, "parameter " + key + " missing or too long");
        }
        return value;
    }
}
