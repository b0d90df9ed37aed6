package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.check;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The JDK's HTTP clients over TLS: to its own server, and to a small one that speaks HTTP/2. Argument: a key store. */
public final class HttpsClients {
    private static final int REQUESTS = 10;

    private HttpsClients() {}

    public static void main(String[] args) throws Exception {
        SSLContext context = Keys.context(args[0]);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().getPath().getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        HttpClient client =
                HttpClient.newBuilder().sslContext(context).executor(pool).build();
        check("https", () -> all(client, port));
        check("url connection", () -> {
            HttpsURLConnection c = (HttpsURLConnection)
                    URI.create("https://localhost:" + port + "/url").toURL().openConnection();
            c.setSSLSocketFactory(context.getSocketFactory());
            return new String(c.getInputStream().readAllBytes()) + c.getResponseCode();
        });
        SSLServerSocket h2 = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, LOOPBACK);
        Checks.start(() -> serveHttp2(h2));
        check("http/2", () -> all(client, h2.getLocalPort()));
        server.stop(0);
        pool.shutdown();
    }

    private static String all(HttpClient client, int port) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/" + i))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            replies.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            if (i == 0) {
                replies.get(0).get();
            }
        }
        // Which request gets which stream is for the client's threads to settle.
        TreeSet<String> all = new TreeSet<>();
        for (CompletableFuture<HttpResponse<String>> reply : replies) {
            HttpResponse<String> r = reply.get();
            all.add(r.version() + " " + r.statusCode() + " " + r.body());
        }
        return all.toString();
    }

    private static Object serveHttp2(SSLServerSocket server) throws IOException {
        for (; ; ) {
            SSLSocket s = (SSLSocket) server.accept();
            var p = s.getSSLParameters();
            p.setApplicationProtocols(new String[] {"h2"});
            s.setSSLParameters(p);
            Checks.start(() -> http2(s));
        }
    }

    /** Answers every stream with status 200 and its number. */
    private static Object http2(Socket s) throws IOException {
        DataInputStream in = new DataInputStream(s.getInputStream());
        OutputStream out = s.getOutputStream();
        in.readNBytes(24);
        out.write(frame(4, 0, 0, new byte[0]));
        for (; ; ) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readByte();
            int flags = in.readByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == 4 && (flags & 1) == 0) {
                out.write(frame(4, 1, 0, new byte[0]));
            } else if (type == 6 && (flags & 1) == 0) {
                out.write(frame(6, 1, 0, payload));
            } else if (type == 1) {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                // :status 200 is entry 8 of the static table.
                both.write(frame(1, 4, stream, new byte[] {(byte) 0x88}));
                both.write(frame(0, 1, stream, ("stream " + stream).getBytes()));
                out.write(both.toByteArray());
            }
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }
}
