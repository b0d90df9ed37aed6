package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.during;
import static io.ftjvm.agent.net.guest.Checks.start;
import static io.ftjvm.agent.net.guest.Checks.text;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Pipes, which never leave the guest. */
public final class Pipes {
    private Pipes() {}

    public static void main(String[] args) {
        check("pipe", () -> {
            Pipe p = Pipe.open();
            p.sink().write(buffer("abc"));
            ByteBuffer b = ByteBuffer.allocate(9);
            int n = p.source().read(b);
            p.sink().close();
            return n + text(b) + p.source().read(ByteBuffer.allocate(1));
        });
        check("pipe broken", () -> {
            Pipe p = Pipe.open();
            p.source().close();
            return p.sink().write(buffer("x"));
        });
        check("pipe blocks", () -> {
            Pipe p = Pipe.open();
            start(() -> {
                for (int i = 0; i < 10; i++) p.sink().write(ByteBuffer.allocate(50000));
                p.sink().close();
                return null;
            });
            long r = 0;
            ByteBuffer b = ByteBuffer.allocate(7777);
            for (int n; (n = p.source().read(b)) >= 0; b.clear()) r += n;
            return r;
        });
        check("pipe close in read", () -> {
            Pipe p = Pipe.open();
            return during(
                    100,
                    () -> {
                        p.source().close();
                        return null;
                    },
                    () -> p.source().read(ByteBuffer.allocate(1)));
        });
        check("pipe interrupt", () -> {
            Pipe p = Pipe.open();
            Thread[] th = new Thread[1];
            return during(
                    100,
                    () -> {
                        th[0].interrupt();
                        return null;
                    },
                    () -> {
                        th[0] = Thread.currentThread();
                        return p.source().read(ByteBuffer.allocate(1));
                    });
        });
        check("pipe select", () -> {
            Pipe p = Pipe.open();
            Selector s = Selector.open();
            p.source().configureBlocking(false);
            p.sink().configureBlocking(false);
            p.source().register(s, 1);
            SelectionKey w = p.sink().register(s, 4);
            int n = s.select();
            w.interestOps(0);
            s.selectedKeys().clear();
            int m = s.selectNow();
            p.sink().write(buffer("x"));
            int o = s.select();
            s.selectedKeys().clear();
            p.source().read(ByteBuffer.allocate(5));
            p.sink().close();
            return n + " " + m + " " + o + " " + s.select(1000) + p.source().read(ByteBuffer.allocate(1));
        });
        check("pipe nonblocking", () -> {
            Pipe p = Pipe.open();
            p.sink().configureBlocking(false);
            p.source().configureBlocking(false);
            int r = p.source().read(ByteBuffer.allocate(1));
            int w = p.sink().write(ByteBuffer.allocate(65536));
            return r + " " + w + " " + p.sink().write(buffer("x"));
        });
    }
}
