package io.ftjvm.litmus;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own web server with a pool of threads, and its own client, in one program. */
public final class HttpEcho {
    private static final Map<String, Integer> HITS = new ConcurrentHashMap<>();
    private static final StringBuffer ORDER = new StringBuffer();

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        server.setExecutor(pool);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HITS.merge(exchange.getRequestURI().getQuery(), 1, Integer::sum);
            ORDER.append(Thread.currentThread().getName().charAt(14)).append(' ');
            exchange.getResponseHeaders().add("X-Time", Long.toString(System.currentTimeMillis()));
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        Crew.run(4, number -> {
            for (int i = 0; i < 8; i++) {
                request(server, number, i);
            }
        });
        server.stop(0);
        pool.shutdown();
        Check.equal("{c0=8, c1=8, c2=8, c3=8}", new java.util.TreeMap<>(HITS).toString(), "hits");
        System.out.println(ORDER);
    }

    private static void request(HttpServer server, int number, int i) throws IOException {
        InetSocketAddress address = server.getAddress();
        URI uri = URI.create(
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/echo?c" + number);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setDoOutput(true);
        connection.setReadTimeout(30_000);
        byte[] sent = ("body " + i + " of " + number).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(sent);
        }
        Check.equal(200, connection.getResponseCode(), "status");
        try (InputStream in = connection.getInputStream()) {
            String back = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Check.equal("body " + i + " of " + number, back, "echo");
        }
        if (i == 7) {
            System.out.println(number + " done at " + connection.getHeaderField("X-Time"));
        }
    }
}
