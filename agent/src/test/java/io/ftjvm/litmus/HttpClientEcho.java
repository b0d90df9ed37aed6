package io.ftjvm.litmus;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The asynchronous HTTP client: a selector thread, a pool, timers and futures of the library's own. */
public final class HttpClientEcho {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StringBuffer order = new StringBuffer();
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().getPath().getBytes();
            order.append(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        HttpClient client = HttpClient.newBuilder()
                .executor(pool)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        List<CompletableFuture<String>> replies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + i))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            replies.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::body));
        }
        for (int i = 0; i < 10; i++) {
            Check.equal("/" + i, replies.get(i).get(), "reply");
        }
        HttpRequest last = HttpRequest.newBuilder(URI.create(base + "last"))
                .POST(HttpRequest.BodyPublishers.ofString("body"))
                .build();
        Check.equal(
                200, client.send(last, HttpResponse.BodyHandlers.discarding()).statusCode(), "status");
        System.out.println(order);
        server.stop(0);
        pool.shutdown();
    }
}
