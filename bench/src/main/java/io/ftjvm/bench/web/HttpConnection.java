package io.ftjvm.bench.web;

import io.ftjvm.bench.LineConnection;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A persistent HTTP/1.1 connection that never retries by itself, unlike the JDK's clients: the load must know of every
 * broken connection. One thread at a time.
 */
final class HttpConnection implements Closeable {
    private static final int MAX_BODY = 512 * 1024 * 1024;

    record Response(int status, String body) {}

    private final LineConnection connection;

    HttpConnection(int port) throws IOException {
        connection = new LineConnection(port);
    }

    Response exchange(String method, String target, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        connection.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"
                + body);
        String statusLine = connection.receiveLine();
        String[] words = statusLine.split(" ");
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new IOException("not a status line: " + statusLine);
        }
        int contentLength = 0;
        boolean chunked = false;
        for (String header = connection.receiveLine(); !header.isEmpty(); header = connection.receiveLine()) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                contentLength = length(lower.substring(15).trim(), 10);
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            }
        }
        byte[] bytes = chunked ? receiveChunks() : connection.receive(contentLength);
        return new Response(Integer.parseInt(words[1]), new String(bytes, StandardCharsets.UTF_8));
    }

    private byte[] receiveChunks() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (; ; ) {
            int length = length(connection.receiveLine(), 16);
            if (length > MAX_BODY - bytes.size()) {
                throw new IOException("body too long");
            }
            bytes.writeBytes(connection.receive(length));
            connection.receiveLine();
            if (length == 0) {
                return bytes.toByteArray();
            }
        }
    }

    private static int length(String text, int radix) throws IOException {
        try {
            int length = Integer.parseInt(text, radix);
            if (length >= 0 && length <= MAX_BODY) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + text, e);
        }
        throw new IOException("not a length: " + text);
    }

    @Override
    public void close() {
        connection.close();
    }
}
