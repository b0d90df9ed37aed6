package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.channelPair;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.freePort;
import static io.ftjvm.agent.net.guest.Checks.outcome;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.TreeSet;

/** Selection: ready sets, wakeup, interruption, cancellation, closing. */
public final class Selectors {
    private Selectors() {}

    public static void main(String[] args) {
        check("sel basics", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            SelectionKey k = p[0].register(s, SelectionKey.OP_READ, "att");
            int n0 = s.selectNow();
            p[1].write(buffer("x"));
            int n1 = s.select();
            int n2 = s.select();
            boolean in = s.selectedKeys().contains(k);
            s.selectedKeys().clear();
            int n3 = s.select();
            return n0 + " " + n1 + " " + n2 + " " + n3 + in + k.readyOps() + k.attachment()
                    + s.keys().size() + k.isReadable();
        });
        check("sel timeout", () -> {
            Selector s = Selector.open();
            long t0 = System.nanoTime();
            int n = s.select(100);
            long d = (System.nanoTime() - t0) / 1000000;
            return n + " " + (d >= 99 && d < 1000);
        });
        check("sel wakeup", () -> {
            Selector s = Selector.open();
            s.wakeup();
            s.wakeup();
            int n = s.select();
            long t0 = System.nanoTime();
            s.select(50);
            boolean slept = System.nanoTime() - t0 > 40_000_000;
            return n + " " + slept + during(100, () -> s.wakeup(), () -> s.select());
        });
        check("sel interrupt", () -> {
            Selector s = Selector.open();
            Thread.currentThread().interrupt();
            int n = s.select();
            boolean i = Thread.interrupted();
            Thread[] th = new Thread[1];
            return n + " " + i + s.isOpen()
                    + during(
                            100,
                            () -> {
                                th[0].interrupt();
                                return null;
                            },
                            () -> {
                                th[0] = Thread.currentThread();
                                return s.select() + " " + Thread.interrupted();
                            });
        });
        check("sel close", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            SelectionKey k = p[0].register(s, 1);
            String r = during(
                    100,
                    () -> {
                        s.close();
                        return null;
                    },
                    () -> s.select());
            return r
                    + outcome(() -> s.select())
                    + outcome(() -> s.keys())
                    + outcome(() -> s.selectedKeys())
                    + k.isValid()
                    + p[0].isOpen()
                    + p[0].isRegistered()
                    + outcome(() -> p[0].register(s, 1))
                    + s.isOpen();
        });
        check("sel cancel", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            SelectionKey k = p[0].register(s, 1);
            k.cancel();
            String r = s.keys().size() + " " + k.isValid() + outcome(() -> k.interestOps())
                    + outcome(() -> p[0].register(s, 1)) + p[0].isRegistered();
            s.selectNow();
            return r
                    + s.keys().size()
                    + p[0].isRegistered()
                    + (p[0].keyFor(s) == null)
                    + p[0].register(s, 1).isValid();
        });
        check("sel channel close", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            SelectionKey k = p[0].register(s, 1);
            p[1].write(buffer("x"));
            s.select();
            p[0].close();
            String r = k.isValid() + " " + s.selectedKeys().size() + s.keys().size();
            s.selectNow();
            return r + s.selectedKeys().size() + s.keys().size();
        });
        check("sel blocking channel", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            String r = outcome(() -> p[0].register(s, 1));
            p[0].configureBlocking(false);
            p[0].register(s, 1);
            return r + outcome(() -> p[0].configureBlocking(true));
        });
        check("sel ops", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            String r = outcome(() -> p[0].register(s, SelectionKey.OP_ACCEPT));
            SelectionKey k = p[0].register(s, 0);
            r += outcome(() -> k.interestOps(16));
            int o1 = k.interestOpsOr(SelectionKey.OP_WRITE | 1);
            int o2 = k.interestOpsAnd(~SelectionKey.OP_WRITE);
            return r + o1 + " " + o2 + " " + k.interestOps() + s.selectNow()
                    + k.interestOps(4).interestOps() + s.selectNow() + k.isWritable();
        });
        check("sel accept connect", () -> {
            Selector s = Selector.open();
            ServerSocketChannel ss = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            ss.configureBlocking(false);
            ss.register(s, SelectionKey.OP_ACCEPT);
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            c.register(s, SelectionKey.OP_CONNECT);
            c.connect(ss.getLocalAddress());
            Set<String> seen = new TreeSet<>();
            long end = System.nanoTime() + 3_000_000_000L;
            while (seen.size() < 2 && System.nanoTime() < end) {
                s.select(500);
                for (SelectionKey k : s.selectedKeys()) {
                    if (k.isAcceptable()) {
                        seen.add("acc" + (ss.accept() != null));
                    } else if (k.isConnectable()) {
                        seen.add("con" + c.finishConnect());
                        k.interestOps(0);
                    }
                }
                s.selectedKeys().clear();
            }
            return seen;
        });
        check("sel refused", () -> {
            Selector s = Selector.open();
            int q = freePort();
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            c.register(s, SelectionKey.OP_CONNECT);
            return outcome(() -> {
                c.connect(new InetSocketAddress(LOOPBACK, q));
                s.select(3000);
                return s.selectedKeys().size() + " "
                        + s.selectedKeys().iterator().next().isConnectable() + outcome(() -> c.finishConnect());
            });
        });
        check("sel consumer", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            p[0].register(s, 1);
            p[1].write(buffer("x"));
            int[] c = new int[1];
            int n = s.select(k -> c[0] += k.readyOps());
            int m = s.selectNow(k -> c[0] += 10);
            return n + " " + m + " " + c[0] + s.selectedKeys().size()
                    + outcome(() -> s.select(k -> {
                        try {
                            s.select();
                        } catch (IOException e) {
                        }
                    }))
                    + outcome(() -> s.select(null, 5));
        });
        check("sel keys readonly", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            SelectionKey k = p[0].register(s, 4);
            s.select();
            return outcome(() -> s.keys().remove(k))
                    + outcome(() -> s.selectedKeys().add(k))
                    + s.selectedKeys().remove(k)
                    + s.selectedKeys().size()
                    + s.keys().contains(k);
        });
        check("sel negative", () -> Selector.open().select(-1));
        check("sel eof", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            p[0].register(s, 1);
            p[1].close();
            return s.select(3000) + " " + p[0].read(ByteBuffer.allocate(1));
        });
        check("sel reset", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            p[0].register(s, 1);
            p[1].setOption(StandardSocketOptions.SO_LINGER, 0);
            p[1].close();
            return s.select(3000) + " " + outcome(() -> p[0].read(ByteBuffer.allocate(1)))
                    + outcome(() -> p[0].read(ByteBuffer.allocate(1)));
        });
        check("sel two selectors", () -> {
            Selector s = Selector.open(), u = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            p[0].register(s, 1);
            p[0].register(u, 4);
            p[1].write(buffer("x"));
            return s.select(1000) + " " + u.select(1000) + p[0].keyFor(s).isReadable()
                    + p[0].keyFor(u).isWritable();
        });
        check("sel register wakes", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = channelPair();
            p[0].configureBlocking(false);
            return during(
                    100,
                    () -> {
                        p[0].register(s, 4);
                        s.wakeup();
                        return null;
                    },
                    () -> s.select(3000) >= 0);
        });
    }
}
