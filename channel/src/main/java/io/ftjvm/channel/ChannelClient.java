package io.ftjvm.channel;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The backup's end of the logging channel: keeps the log it receives in a store of its own, acknowledges on receipt, and
 * supplies the replaying port. Detects the loss of the primary; whether to go live is for the arbiter, which the listener
 * asks.
 */
public final class ChannelClient implements LogSource, Closeable {
    /** Told by the channel's thread, each at most once; must not wait. */
    public interface Listener {
        /** The primary has accepted this backup. */
        void onJoining();

        /**
         * The primary does not take this process for its backup; a line for each reason.
         *
         * @param forGood whether another try is in vain
         */
        void onRefused(List<String> reasons, boolean forGood);

        /** Caught up: from now on the primary's outputs wait for this backup. */
        void onLockstep();

        /**
         * No connection, or no more.
         *
         * @param mayGoLive whether this backup was in lockstep, and so may try the test-and-set; {@link #won} if it wins
         */
        void onPrimaryLost(String reason, boolean mayGoLive);

        /** What came was not the log: this process must neither go on nor go live. */
        void onCorrupt(String reason);
    }

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final ChannelLoop loop;
    private final LogStore store;
    private final ChannelTiming timing;
    private final Listener listener;

    private final FrameReader frames;
    private final LogStore.Reader reader;
    private volatile Connection connection;
    private final Runnable waker = this::wake;
    private volatile long executed;
    private volatile boolean inLockstep;

    /** Guarded by the monitor, as are the waits of {@link #await}. */
    private boolean won;

    private boolean ended;

    /**
     * A client that is not connected yet.
     *
     * @param store empty: has this process's image description, and will have the primary's log
     */
    public ChannelClient(ChannelLoop loop, LogStore store, ChannelTiming timing, Listener listener) {
        this.loop = loop;
        this.store = store;
        this.timing = timing;
        this.listener = listener;
        long start = store.start().offset();
        reader = store.reader(start);
        frames = new FrameReader(reader, start);
        executed = start;
        store.onAppend(waker);
    }

    /** Starts to connect; the listener learns what comes of it. Any thread. */
    public void connect(InetSocketAddress address, byte[] token) {
        Connection attempt = new Connection(token);
        connection = attempt;
        ChannelFuture connected = loop.client()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new MessageDecoder(Message.MAX_TO_BACKUP))
                                .addLast(attempt);
                    }
                })
                .connect(address);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                attempt.lost(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    /** Leaves the primary, which will take this for the backup's death; the listener hears no more. Any thread. */
    public void disconnect() {
        loop.loop().execute(() -> {
            if (connection != null) {
                connection.finish();
            }
        });
    }

    /** The test-and-set has been won: the replaying port goes live once it has executed what is there. Any thread. */
    public synchronized void won() {
        won = true;
        notifyAll();
    }

    /** Log offset up to which the log has been received. */
    public long received() {
        return store.end();
    }

    /** Log offset up to which the guest has executed it. */
    public long executed() {
        return executed;
    }

    @Override
    public Frame next() throws LogException {
        executed = frames.position();
        return frames.next();
    }

    @Override
    public long position() {
        return frames.position();
    }

    @Override
    public synchronized Supply await() {
        boolean interrupted = false;
        try {
            for (; ; ) {
                if (reader.position() < store.end()) {
                    return Supply.MORE;
                } else if (ended) {
                    return Supply.END;
                } else if (won) {
                    return Supply.LIVE;
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    // The status is the guest's: it neither ends the wait nor is lost.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** The primary has said goodbye: what is in the store is all. */
    private synchronized void ended() {
        ended = true;
        notifyAll();
    }

    /** Lets go of the store, which another may now read and continue; by the port's thread. */
    @Override
    public void close() throws IOException {
        store.notOnAppend(waker);
        reader.close();
    }

    /** The one connection. The channel's thread only. */
    private final class Connection extends SimpleChannelInboundHandler<Message> implements FrameReader.Bytes {
        private final byte[] token;
        /** Checks what arrives; its bytes are those of the LOG message at hand. */
        private final FrameReader arriving = new FrameReader(this, store.start().offset());

        private byte[] bytes = new byte[0];
        private int taken;

        private ChannelHandlerContext context;
        private boolean over;
        private boolean heard;
        private Future<?> ticking;
        private long heartbeat;
        private Silence silence;

        Connection(byte[] token) {
            this.token = token.clone();
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            context = ctx;
            silence = new Silence(timing, System.nanoTime());
            ctx.writeAndFlush(Message.hello(token, LogHeader.encode(store.image())));
            ticking = ctx.executor()
                    .scheduleAtFixedRate(this::tick, timing.heartbeat(), timing.heartbeat(), TimeUnit.NANOSECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Message message) {
            if (over) {
                return;
            }
            silence.heard(System.nanoTime());
            heard = true;
            switch (message.type) {
                case Message.WELCOME:
                    listener.onJoining();
                    break;
                case Message.REFUSED:
                    finish();
                    List<String> reasons = message.lines();
                    listener.onRefused(reasons, !reasons.stream().allMatch(r -> r.startsWith(Greeting.NOT_NOW)));
                    break;
                case Message.LOG:
                    arrived(message.payload);
                    break;
                case Message.HEARTBEAT:
                    heartbeat = message.getLong(0);
                    break;
                case Message.PROTECTED:
                    lockstep(message.getLong(0));
                    break;
                case Message.GOODBYE:
                    finish();
                    ended();
                    break;
                default:
                    corrupt("a message of type " + message.type);
                    break;
            }
        }

        private void arrived(byte[] payload) {
            bytes = payload;
            taken = 0;
            try {
                for (Frame frame = arriving.next(); frame != null; frame = arriving.next()) {
                    store.append(
                            frame.bytes, frame.offset - LogFormat.FRAME_HEADER, frame.length + LogFormat.FRAME_HEADER);
                }
            } catch (LogException e) {
                corrupt("the log at byte " + e.position() + ": " + e.getMessage());
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int n = Math.min(length, bytes.length - taken);
            System.arraycopy(bytes, taken, into, offset, n);
            taken += n;
            return n;
        }

        private void lockstep(long from) {
            if (store.end() < from) {
                corrupt("lockstep from byte " + from + " on, but the log ends at " + store.end());
                return;
            }
            inLockstep = true;
            listener.onLockstep();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            if (heard && !over) {
                heard = false;
                ctx.writeAndFlush(Message.acknowledgement(store.end(), executed, heartbeat));
            }
        }

        private void tick() {
            long now = System.nanoTime();
            if (silence.tooLong(!inLockstep, now)) {
                lost("no sign of life for " + silence.length(now) / 1_000_000 + " ms");
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            lost("it closed the connection");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            lost(String.valueOf(cause.getMessage()));
        }

        private void lost(String reason) {
            if (!over) {
                finish();
                listener.onPrimaryLost(reason, inLockstep);
            }
        }

        private void corrupt(String reason) {
            finish();
            listener.onCorrupt(reason);
        }

        private void finish() {
            over = true;
            if (context != null) {
                ticking.cancel(false);
                context.close();
            }
        }
    }
}
