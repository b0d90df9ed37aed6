package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.ascii;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.freePort;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.socketPair;
import static io.ftjvm.agent.net.guest.Checks.start;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Socket and ServerSocket: what they do, what they throw and when. */
public final class Sockets {
    private Sockets() {}

    public static void main(String[] args) {
        check("echo", () -> {
            Socket[] p = socketPair();
            p[0].getOutputStream().write(ascii("hello"));
            byte[] b = new byte[10];
            int n = p[1].getInputStream().read(b);
            p[1].close();
            int e = p[0].getInputStream().read();
            p[0].close();
            return n + " " + e;
        });
        check("addresses", () -> {
            Socket[] p = socketPair();
            boolean x = p[0].getLocalPort() == p[1].getPort()
                    && p[0].getPort() == p[1].getLocalPort()
                    && p[0].getInetAddress().equals(LOOPBACK)
                    && p[0].getLocalAddress().equals(LOOPBACK);
            String s = p[0].toString().replaceAll("\\d{4,}", "N");
            p[0].close();
            return x + " " + s;
        });
        check("read timeout", () -> {
            Socket[] p = socketPair();
            p[0].setSoTimeout(50);
            String r = outcome(() -> p[0].getInputStream().read());
            p[1].getOutputStream().write(7);
            return r + " " + p[0].getInputStream().read();
        });
        check("accept timeout", () -> {
            try (ServerSocket s = new ServerSocket(0, 1, LOOPBACK)) {
                s.setSoTimeout(50);
                s.accept();
                return null;
            }
        });
        check("refused", () -> {
            int p = freePort();
            return outcome(() -> new Socket(LOOPBACK, p));
        });
        check("refused timed", () -> {
            int p = freePort();
            Socket s = new Socket();
            return outcome(() -> {
                        s.connect(new InetSocketAddress(LOOPBACK, p), 500);
                        return null;
                    })
                    + " " + s.isClosed() + s.isConnected();
        });
        check("unresolved", () -> {
            Socket s = new Socket();
            s.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
            return null;
        });
        check("half close", () -> {
            Socket[] p = socketPair();
            p[0].shutdownOutput();
            int e = p[1].getInputStream().read();
            p[1].getOutputStream().write(5);
            int v = p[0].getInputStream().read();
            return e + " " + v + " " + p[0].isOutputShutdown() + outcome(() -> p[0].getOutputStream());
        });
        check("write after shutdownOutput", () -> {
            Socket[] p = socketPair();
            OutputStream o = p[0].getOutputStream();
            p[0].shutdownOutput();
            o.write(1);
            return null;
        });
        check("shutdownInput", () -> {
            Socket[] p = socketPair();
            InputStream i = p[0].getInputStream();
            p[0].shutdownInput();
            return i.read() + " " + i.available() + " " + outcome(() -> p[0].getInputStream());
        });
        check("close wakes read", () -> {
            Socket[] p = socketPair();
            return during(
                    100,
                    () -> {
                        p[0].close();
                        return null;
                    },
                    () -> p[0].getInputStream().read());
        });
        check("close wakes accept", () -> {
            ServerSocket s = new ServerSocket(0, 1, LOOPBACK);
            return during(
                    100,
                    () -> {
                        s.close();
                        return null;
                    },
                    () -> s.accept());
        });
        check("close wakes write", () -> {
            Socket[] p = socketPair();
            return during(
                    300,
                    () -> {
                        p[0].close();
                        return null;
                    },
                    () -> {
                        for (; ; ) p[0].getOutputStream().write(new byte[100000]);
                    });
        });
        check("shutdownInput wakes read", () -> {
            Socket[] p = socketPair();
            return during(
                    100,
                    () -> {
                        p[0].shutdownInput();
                        return null;
                    },
                    () -> p[0].getInputStream().read());
        });
        check("interrupt does not end read", () -> {
            Socket[] p = socketPair();
            Thread[] th = new Thread[1];
            String r = during(
                    100,
                    () -> {
                        th[0].interrupt();
                        Thread.sleep(50);
                        p[1].getOutputStream().write(9);
                        return null;
                    },
                    () -> {
                        th[0] = Thread.currentThread();
                        int v = p[0].getInputStream().read();
                        return v + " " + Thread.interrupted();
                    });
            return r;
        });
        check("ops on closed", () -> {
            Socket[] p = socketPair();
            InputStream i = p[0].getInputStream();
            OutputStream o = p[0].getOutputStream();
            p[0].close();
            return outcome(() -> i.read()) + "|"
                    + outcome(() -> {
                        o.write(1);
                        return null;
                    })
                    + "|" + outcome(() -> i.available()) + "|" + outcome(() -> p[0].getInputStream()) + "|"
                    + outcome(() -> p[0].getSoTimeout());
        });
        check("eof then closed", () -> {
            Socket[] p = socketPair();
            p[1].close();
            InputStream i = p[0].getInputStream();
            int e = i.read();
            p[0].close();
            return e + " " + outcome(() -> i.read());
        });
        check("peer reset", () -> {
            Socket[] p = socketPair();
            p[1].setSoLinger(true, 0);
            p[1].close();
            Thread.sleep(100);
            return outcome(() -> p[0].getInputStream().read()) + "|"
                    + outcome(() -> p[0].getInputStream().read()) + "|"
                    + outcome(() -> {
                        p[0].getOutputStream().write(1);
                        return null;
                    });
        });
        check("peer reset wakes read", () -> {
            Socket[] p = socketPair();
            return during(
                    100,
                    () -> {
                        p[1].setSoLinger(true, 0);
                        p[1].close();
                        return null;
                    },
                    () -> p[0].getInputStream().read());
        });
        check("available", () -> {
            Socket[] p = socketPair();
            p[1].getOutputStream().write(ascii("abcd"));
            Thread.sleep(100);
            return p[0].getInputStream().available();
        });
        check("not connected", () -> {
            Socket s = new Socket();
            return outcome(() -> s.getInputStream())
                    + s.isBound()
                    + s.getLocalPort()
                    + s.getPort()
                    + s.getInetAddress()
                    + s.getLocalAddress()
                    + s;
        });
        check("bind twice", () -> {
            ServerSocket s = new ServerSocket(0, 1, LOOPBACK);
            return outcome(() -> {
                        s.bind(new InetSocketAddress(LOOPBACK, 0));
                        return null;
                    })
                    + "|" + outcome(() -> new ServerSocket(s.getLocalPort(), 1, LOOPBACK)) + s.isBound() + " "
                    + s.toString().replaceAll("\\d{4,}", "N");
        });
        check("client bind", () -> {
            Socket s = new Socket();
            s.bind(new InetSocketAddress(LOOPBACK, 0));
            boolean b = s.isBound();
            try (ServerSocket ss = new ServerSocket(0, 1, LOOPBACK)) {
                s.connect(ss.getLocalSocketAddress());
                return b + " " + (s.getLocalPort() > 0) + s.getLocalAddress();
            }
        });
        check("accepting unbound", () -> new ServerSocket().accept());
        check("accept on wildcard", () -> {
            ServerSocket ss = new ServerSocket(0);
            Socket c = new Socket(LOOPBACK, ss.getLocalPort());
            Socket s = ss.accept();
            return ss.getInetAddress() + " " + s.getLocalAddress() + " " + s.getInetAddress();
        });
        check("connect to wildcard port", () -> {
            ServerSocket ss = new ServerSocket(0);
            Socket c = new Socket();
            c.connect(new InetSocketAddress(ss.getLocalPort()));
            return c.isConnected();
        });
        check("big", () -> {
            Socket[] p = socketPair();
            byte[] d = new byte[3_000_000];
            new Random(3).nextBytes(d);
            start(() -> {
                p[0].getOutputStream().write(d);
                p[0].close();
                return null;
            });
            Thread.sleep(100);
            return Arrays.equals(d, p[1].getInputStream().readAllBytes());
        });
        check("concurrent writers are whole", () -> {
            Socket[] p = socketPair();
            List<Thread> ts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte[] d = new byte[100_000];
                Arrays.fill(d, (byte) i);
                ts.add(start(() -> {
                    for (int k = 0; k < 5; k++) p[0].getOutputStream().write(d);
                    return null;
                }));
            }
            DataInputStream in = new DataInputStream(p[1].getInputStream());
            int bad = 0;
            byte[] d = new byte[100_000];
            for (int k = 0; k < 20; k++) {
                in.readFully(d);
                for (byte x : d)
                    if (x != d[0]) {
                        bad++;
                        break;
                    }
            }
            return bad;
        });
        check("implAccept with subclass", () -> {
            class S extends Socket {}
            ServerSocket ss = new ServerSocket(0, 5, LOOPBACK) {
                @Override
                public Socket accept() throws IOException {
                    S s = new S();
                    implAccept(s);
                    return s;
                }
            };
            Socket c = new Socket(LOOPBACK, ss.getLocalPort());
            Socket s = ss.accept();
            c.getOutputStream().write(3);
            return s.getInputStream().read() + " " + (s instanceof S) + s.isConnected();
        });
        check("urgent", () -> {
            Socket[] p = socketPair();
            return p[0].getOOBInline();
        });
    }
}
