package io.ftjvm.agent.net.guest;

import static io.ftjvm.agent.net.guest.Checks.LOOPBACK;
import static io.ftjvm.agent.net.guest.Checks.buffer;
import static io.ftjvm.agent.net.guest.Checks.check;
import static io.ftjvm.agent.net.guest.Checks.freePort;
import static io.ftjvm.agent.net.guest.Checks.outcome;
import static io.ftjvm.agent.net.guest.Checks.text;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asynchronous channels and their groups. */
public final class AsyncChannels {
    private static final int CLIENTS = 20;
    private static final int MANY = 2_000_000;

    private AsyncChannels() {}

    /** A handler whose outcome one can wait for. */
    private static final class Outcome<V> extends CompletableFuture<V> implements CompletionHandler<V, Object> {
        @Override
        public void completed(V value, Object attachment) {
            complete(value);
        }

        @Override
        public void failed(Throwable why, Object attachment) {
            completeExceptionally(why);
        }
    }

    private static AsynchronousServerSocketChannel server() throws IOException {
        return AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    }

    private static AsynchronousSocketChannel[] pair() throws Exception {
        try (AsynchronousServerSocketChannel s = server()) {
            Future<AsynchronousSocketChannel> accepted = s.accept();
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            c.connect(s.getLocalAddress()).get();
            return new AsynchronousSocketChannel[] {c, accepted.get()};
        }
    }

    private static String cause(Checks.Body body) {
        return outcome(() -> {
            try {
                return body.run();
            } catch (java.util.concurrent.ExecutionException e) {
                return e.getCause().getClass().getName() + ": " + e.getCause().getMessage();
            }
        });
    }

    public static void main(String[] args) {
        futures();
        handlers();
        refusals();
        ending();
        groups();
        check("many clients", AsyncChannels::manyClients);
    }

    private static void futures() {
        check("future", () -> {
            AsynchronousSocketChannel[] p = pair();
            int w = p[0].write(buffer("hello")).get();
            ByteBuffer in = ByteBuffer.allocate(10);
            int r = p[1].read(in).get();
            return w + " " + r + text(in) + p[0].getRemoteAddress().equals(p[1].getLocalAddress()) + p[0].isOpen();
        });
        check("future waits", () -> {
            AsynchronousSocketChannel[] p = pair();
            ByteBuffer in = ByteBuffer.allocate(10);
            Future<Integer> r = p[1].read(in);
            boolean before = r.isDone();
            String late = outcome(() -> r.get(50, TimeUnit.MILLISECONDS));
            p[0].write(buffer("x")).get();
            return before + late + r.get() + r.isDone() + r.isCancelled();
        });
        check("end of stream", () -> {
            AsynchronousSocketChannel[] p = pair();
            p[0].write(buffer("x")).get();
            p[0].shutdownOutput();
            ByteBuffer in = ByteBuffer.allocate(10);
            return p[1].read(in).get() + " " + p[1].read(in).get()
                    + cause(() -> p[0].write(buffer("y")).get());
        });
        check("no room, nothing to write", () -> {
            AsynchronousSocketChannel[] p = pair();
            return p[0].read(ByteBuffer.allocate(0)).get() + " "
                    + p[0].write(ByteBuffer.allocate(0)).get();
        });
        check("refused", () -> {
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            int q = freePort();
            return cause(() -> c.connect(new InetSocketAddress(LOOPBACK, q)).get()) + c.isOpen();
        });
        check("cancel", () -> {
            AsynchronousSocketChannel[] p = pair();
            Future<Integer> r = p[0].read(ByteBuffer.allocate(1));
            boolean cancelled = r.cancel(false);
            return cancelled + " " + r.isCancelled() + r.isDone() + outcome(r::get) + p[0].isOpen()
                    + outcome(() -> p[0].read(ByteBuffer.allocate(1)))
                    + p[0].write(buffer("x")).get();
        });
        check("cancel and close", () -> {
            AsynchronousSocketChannel[] p = pair();
            p[0].read(ByteBuffer.allocate(1)).cancel(true);
            return p[0].isOpen();
        });
    }

    private static void handlers() {
        check("handler", () -> {
            AsynchronousSocketChannel[] p = pair();
            Outcome<Integer> read = new Outcome<>();
            ByteBuffer in = ByteBuffer.allocate(10);
            p[1].read(in, "a", read);
            Outcome<Integer> written = new Outcome<>();
            p[0].write(buffer("abc"), null, written);
            return written.get() + " " + read.get() + text(in);
        });
        check("handlers for many buffers", () -> {
            AsynchronousSocketChannel[] p = pair();
            Outcome<Long> written = new Outcome<>();
            p[0].write(
                    new ByteBuffer[] {buffer("ab"), buffer("cde"), buffer("f")},
                    0,
                    3,
                    0,
                    TimeUnit.SECONDS,
                    null,
                    written);
            ByteBuffer x = ByteBuffer.allocate(4);
            ByteBuffer y = ByteBuffer.allocate(4);
            Outcome<Long> read = new Outcome<>();
            written.get();
            p[1].read(new ByteBuffer[] {x, y}, 0, 2, 0, TimeUnit.SECONDS, null, read);
            return written.get() + " " + read.get() + text(x) + text(y);
        });
        check("timeout", () -> {
            AsynchronousSocketChannel[] p = pair();
            Outcome<Integer> read = new Outcome<>();
            p[0].read(ByteBuffer.allocate(1), 50, TimeUnit.MILLISECONDS, null, read);
            return cause(read::get)
                    + outcome(() -> p[0].read(ByteBuffer.allocate(1)))
                    + p[0].write(buffer("x")).get();
        });
        check("not on the caller's stack", () -> {
            AsynchronousSocketChannel[] p = pair();
            p[0].write(buffer("x")).get();
            CompletableFuture<Thread> on = new CompletableFuture<>();
            p[1].read(ByteBuffer.allocate(1), null, new CompletionHandler<Integer, Object>() {
                @Override
                public void completed(Integer n, Object a) {
                    on.complete(Thread.currentThread());
                }

                @Override
                public void failed(Throwable why, Object a) {
                    on.completeExceptionally(why);
                }
            });
            return on.get() != Thread.currentThread() && on.get().isDaemon();
        });
        check("connect handler", () -> {
            AsynchronousServerSocketChannel s = server();
            Outcome<AsynchronousSocketChannel> accepted = new Outcome<>();
            s.accept(null, accepted);
            Outcome<Void> connected = new Outcome<>();
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            c.connect(s.getLocalAddress(), null, connected);
            return connected.get() + " " + accepted.get().isOpen();
        });
        check("many bytes", () -> {
            AsynchronousSocketChannel[] p = pair();
            ByteBuffer out = ByteBuffer.allocate(MANY);
            for (int i = 0; i < MANY; i++) {
                out.put(i, (byte) (i * 7));
            }
            CountDownLatch sent = new CountDownLatch(1);
            p[0].write(out, null, new CompletionHandler<Integer, Object>() {
                @Override
                public void completed(Integer n, Object a) {
                    if (out.hasRemaining()) {
                        p[0].write(out, null, this);
                    } else {
                        sent.countDown();
                    }
                }

                @Override
                public void failed(Throwable why, Object a) {
                    why.printStackTrace();
                }
            });
            ByteBuffer in = ByteBuffer.allocate(MANY);
            while (in.hasRemaining()) {
                p[1].read(in).get();
            }
            sent.await();
            return in.flip().equals(out.flip());
        });
    }

    private static void refusals() {
        check("pending", () -> {
            AsynchronousSocketChannel[] p = pair();
            p[0].read(ByteBuffer.allocate(1));
            AsynchronousServerSocketChannel s = server();
            s.accept();
            return outcome(() -> p[0].read(ByteBuffer.allocate(1)))
                    + outcome(s::accept)
                    + outcome(() -> p[0].connect(s.getLocalAddress()))
                    + outcome(() -> p[0].bind(null));
        });
        check("arguments", () -> {
            AsynchronousSocketChannel[] p = pair();
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            return outcome(() -> p[0].read(ByteBuffer.allocate(1).asReadOnlyBuffer()))
                    + outcome(() -> c.read(ByteBuffer.allocate(1)))
                    + outcome(() -> c.write(ByteBuffer.allocate(1)))
                    + outcome(() -> c.connect(InetSocketAddress.createUnresolved("x.invalid", 1)))
                    + outcome(() -> AsynchronousServerSocketChannel.open().accept())
                    + outcome(() -> {
                        p[0].read(ByteBuffer.allocate(1), null, null);
                        return null;
                    });
        });
        check("options", () -> {
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            c.setOption(StandardSocketOptions.TCP_NODELAY, true);
            c.setOption(StandardSocketOptions.SO_RCVBUF, 10_000);
            return c.getOption(StandardSocketOptions.TCP_NODELAY) + " "
                    + c.getOption(StandardSocketOptions.SO_KEEPALIVE) + c.getOption(StandardSocketOptions.SO_RCVBUF)
                    + outcome(() -> c.setOption(StandardSocketOptions.SO_LINGER, 1))
                    + server().getOption(StandardSocketOptions.SO_REUSEADDR);
        });
    }

    private static void ending() {
        check("close in read", () -> {
            AsynchronousSocketChannel[] p = pair();
            Future<Integer> r = p[0].read(ByteBuffer.allocate(1));
            p[0].close();
            return cause(r::get)
                    + cause(() -> p[0].read(ByteBuffer.allocate(1)).get())
                    + cause(() -> p[0].write(ByteBuffer.allocate(1)).get())
                    + outcome(p[0]::getLocalAddress);
        });
        check("close in accept", () -> {
            AsynchronousServerSocketChannel s = server();
            Future<AsynchronousSocketChannel> a = s.accept();
            s.close();
            return cause(a::get) + cause(() -> s.accept().get());
        });
        check("shutdown input", () -> {
            AsynchronousSocketChannel[] p = pair();
            p[0].shutdownInput();
            return p[0].read(ByteBuffer.allocate(1)).get();
        });
        check("peer closes", () -> {
            AsynchronousSocketChannel[] p = pair();
            Future<Integer> r = p[1].read(ByteBuffer.allocate(1));
            p[0].close();
            return r.get();
        });
    }

    private static void groups() {
        check("fixed group", () -> {
            AsynchronousChannelGroup g =
                    AsynchronousChannelGroup.withFixedThreadPool(2, r -> new Thread(r, "of the group"));
            AsynchronousServerSocketChannel s =
                    AsynchronousServerSocketChannel.open(g).bind(new InetSocketAddress(LOOPBACK, 0));
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open(g);
            CompletableFuture<String> name = new CompletableFuture<>();
            c.connect(s.getLocalAddress(), null, new CompletionHandler<Void, Object>() {
                @Override
                public void completed(Void v, Object a) {
                    name.complete(Thread.currentThread().getName());
                }

                @Override
                public void failed(Throwable why, Object a) {
                    name.completeExceptionally(why);
                }
            });
            String on = name.get();
            g.shutdown();
            boolean early = g.awaitTermination(50, TimeUnit.MILLISECONDS);
            String refused = outcome(() -> AsynchronousSocketChannel.open(g));
            c.close();
            s.close();
            return on + early + refused + g.isShutdown() + g.awaitTermination(3, TimeUnit.SECONDS) + g.isTerminated();
        });
        check("shutdown now", () -> {
            AsynchronousChannelGroup g = AsynchronousChannelGroup.withThreadPool(Executors.newFixedThreadPool(2));
            AsynchronousServerSocketChannel s =
                    AsynchronousServerSocketChannel.open(g).bind(new InetSocketAddress(LOOPBACK, 0));
            Future<AsynchronousSocketChannel> a = s.accept();
            g.shutdownNow();
            return cause(a::get) + s.isOpen() + g.awaitTermination(3, TimeUnit.SECONDS);
        });
        check("a handler that throws", () -> {
            AsynchronousChannelGroup g = AsynchronousChannelGroup.withFixedThreadPool(1, r -> {
                Thread t = new Thread(r);
                t.setUncaughtExceptionHandler((x, e) -> {});
                return t;
            });
            AsynchronousServerSocketChannel s =
                    AsynchronousServerSocketChannel.open(g).bind(new InetSocketAddress(LOOPBACK, 0));
            s.accept(null, new CompletionHandler<AsynchronousSocketChannel, Object>() {
                @Override
                public void completed(AsynchronousSocketChannel c, Object a) {
                    throw new IllegalStateException("on purpose");
                }

                @Override
                public void failed(Throwable why, Object a) {
                    why.printStackTrace();
                }
            });
            AsynchronousSocketChannel.open().connect(s.getLocalAddress()).get();
            Thread.sleep(100);
            Outcome<AsynchronousSocketChannel> second = new Outcome<>();
            s.accept(null, second);
            AsynchronousSocketChannel.open().connect(s.getLocalAddress()).get();
            boolean open = second.get().isOpen();
            g.shutdownNow();
            return open;
        });
    }

    /** A server and clients that are nothing but handlers. */
    private static Object manyClients() throws Exception {
        AsynchronousServerSocketChannel s = server();
        s.accept(null, new CompletionHandler<AsynchronousSocketChannel, Object>() {
            @Override
            public void completed(AsynchronousSocketChannel c, Object a) {
                s.accept(null, this);
                new Echo(c).read();
            }

            @Override
            public void failed(Throwable why, Object a) {
                return; // closed
            }
        });
        int[] right = new int[1];
        CountDownLatch all = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            String word = "word " + (10 + i);
            Checks.start(() -> {
                AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
                c.connect(s.getLocalAddress()).get();
                for (int k = 0; k < 5; k++) {
                    c.write(buffer(word)).get();
                    ByteBuffer in = ByteBuffer.allocate(word.length());
                    while (in.hasRemaining() && c.read(in).get() >= 0) {
                        continue;
                    }
                    synchronized (right) {
                        right[0] += text(in).equals(word) ? 1 : 0;
                    }
                }
                c.close();
                all.countDown();
                return null;
            });
        }
        all.await();
        s.close();
        return right[0];
    }

    /** Sends back what comes. */
    private static final class Echo implements CompletionHandler<Integer, Boolean> {
        private final AsynchronousSocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(100);

        Echo(AsynchronousSocketChannel channel) {
            this.channel = channel;
        }

        void read() {
            channel.read(buffer.clear(), false, this);
        }

        @Override
        public void completed(Integer n, Boolean wasWrite) {
            if (n < 0) {
                failed(null, wasWrite);
            } else if (wasWrite && !buffer.hasRemaining()) {
                read();
            } else {
                channel.write(wasWrite ? buffer : buffer.flip(), true, this);
            }
        }

        @Override
        public void failed(Throwable why, Boolean wasWrite) {
            try {
                channel.close();
            } catch (IOException e) {
                return; // nothing more can be done about it
            }
        }
    }
}
