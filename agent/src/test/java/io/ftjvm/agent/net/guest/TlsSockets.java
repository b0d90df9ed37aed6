package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** TLS servers and clients on sockets, and two engines that talk to each other. Argument: a key store. */
public final class TlsSockets {
    private static final int MANY = 200_000;

    private TlsSockets() {}

    public static void main(String[] args) throws Exception {
        SSLContext context = Keys.context(args[0]);
        SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, LOOPBACK);
        int port = server.getLocalPort();
        Checks.start(() -> serve(server));
        check("tls 1.3", () -> talk(context, port, "TLSv1.3"));
        check("tls 1.2", () -> talk(context, port, "TLSv1.2"));
        check("resumed", () -> {
            long created = 0;
            boolean same = true;
            for (int i = 0; i < 3; i++) {
                try (SSLSocket s = connect(context, port, "TLSv1.2")) {
                    s.startHandshake();
                    SSLSession session = s.getSession();
                    same &= i == 0 || session.getCreationTime() == created;
                    created = session.getCreationTime();
                }
            }
            return same;
        });
        check("layered", () -> {
            Socket plain = new Socket(LOOPBACK, port);
            try (Socket s = context.getSocketFactory().createSocket(plain, "localhost", port, true)) {
                s.getOutputStream().write(ascii("over another"));
                return new String(s.getInputStream().readNBytes(12));
            }
        });
        check("many bytes", () -> {
            try (SSLSocket s = connect(context, port, "TLSv1.3")) {
                byte[] bytes = new byte[MANY];
                for (int i = 0; i < MANY; i++) {
                    bytes[i] = (byte) (i * 31);
                }
                Checks.start(() -> {
                    s.getOutputStream().write(bytes);
                    return null;
                });
                return java.util.Arrays.equals(bytes, s.getInputStream().readNBytes(MANY));
            }
        });
        check("not tls", () -> {
            try (Socket s = new Socket(LOOPBACK, port)) {
                s.getOutputStream().write(ascii("GET / HTTP/1.1\r\n\r\n"));
                return s.getInputStream().read();
            }
        });
        check("wrong name", () -> {
            try (SSLSocket s = connect(context, port, "TLSv1.3")) {
                var p = s.getSSLParameters();
                p.setEndpointIdentificationAlgorithm("HTTPS");
                s.setSSLParameters(p);
                s.startHandshake();
                return "accepted";
            } catch (javax.net.ssl.SSLHandshakeException e) {
                return "refused";
            }
        });
        check("crowd", () -> crowd(context, port));
        check("engines", () -> engines(context));
    }

    private static SSLSocket connect(SSLContext context, int port, String protocol) throws IOException {
        SSLSocket s = (SSLSocket) context.getSocketFactory().createSocket(LOOPBACK, port);
        s.setEnabledProtocols(new String[] {protocol});
        return s;
    }

    private static String talk(SSLContext context, int port, String protocol) throws IOException {
        try (SSLSocket s = connect(context, port, protocol)) {
            s.getOutputStream().write(ascii("hello"));
            String back = new String(s.getInputStream().readNBytes(5));
            return back + " " + s.getSession().getProtocol() + s.getSession().getCipherSuite()
                    + s.getSession().getPeerPrincipal();
        }
    }

    private static int crowd(SSLContext context, int port) throws InterruptedException {
        int[] right = new int[1];
        CountDownLatch all = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Checks.start(() -> {
                try {
                    for (int k = 0; k < 3; k++) {
                        boolean ok = talk(context, port, k == 1 ? "TLSv1.2" : "TLSv1.3")
                                .startsWith("hello ");
                        synchronized (right) {
                            right[0] += ok ? 1 : 0;
                        }
                    }
                } finally {
                    all.countDown();
                }
                return null;
            });
        }
        all.await();
        return right[0];
    }

    private static Object serve(SSLServerSocket server) throws IOException {
        for (; ; ) {
            Socket s = server.accept();
            Checks.start(() -> echo(s));
        }
    }

    private static Object echo(Socket s) throws IOException {
        try (s) {
            InputStream in = s.getInputStream();
            OutputStream out = s.getOutputStream();
            byte[] b = new byte[5000];
            for (int n; (n = in.read(b)) > 0; ) {
                out.write(b, 0, n);
            }
        }
        return null;
    }

    private static String engines(SSLContext context) throws Exception {
        SSLEngine client = context.createSSLEngine("localhost", 1);
        SSLEngine server = context.createSSLEngine();
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        var p = client.getSSLParameters();
        p.setApplicationProtocols(new String[] {"one", "two"});
        client.setSSLParameters(p);
        p = server.getSSLParameters();
        p.setApplicationProtocols(new String[] {"two"});
        server.setSSLParameters(p);
        ByteBuffer toServer = ByteBuffer.allocate(40000);
        ByteBuffer toClient = ByteBuffer.allocate(40000);
        ByteBuffer atServer = ByteBuffer.allocate(40000);
        ByteBuffer atClient = ByteBuffer.allocate(40000);
        ByteBuffer question = Checks.buffer("question");
        ByteBuffer answer = Checks.buffer("answer");
        for (int i = 0; i < 1000 && (atServer.position() < 8 || atClient.position() < 6); i++) {
            step(client, question, toServer, toClient, atClient);
            step(server, answer, toClient, toServer, atServer);
        }
        return Checks.text(atServer)
                + Checks.text(atClient)
                + client.getApplicationProtocol()
                + server.getSession().getProtocol();
    }

    private static void step(SSLEngine e, ByteBuffer from, ByteBuffer out, ByteBuffer in, ByteBuffer to)
            throws IOException {
        switch (e.getHandshakeStatus()) {
            case NEED_TASK:
                for (Runnable task; (task = e.getDelegatedTask()) != null; ) {
                    task.run();
                }
                break;
            case NEED_UNWRAP:
            case NEED_UNWRAP_AGAIN:
                unwrap(e, in, to);
                break;
            default:
                SSLEngineResult r = e.wrap(from, out);
                if (r.bytesProduced() == 0 || !from.hasRemaining()) {
                    unwrap(e, in, to);
                }
                break;
        }
    }

    private static void unwrap(SSLEngine e, ByteBuffer in, ByteBuffer to) throws IOException {
        in.flip();
        e.unwrap(in, to);
        in.compact();
    }
}
