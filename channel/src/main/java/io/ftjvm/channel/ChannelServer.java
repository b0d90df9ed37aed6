package io.ftjvm.channel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The primary's end of the logging channel: listens, takes one backup at a time, sends it the log since boot and then the
 * log as it grows, and works the output gate. What it decides itself is who is in lockstep and who is lost; what follows
 * from that is the listener's business.
 *
 * <p>Public methods may be called by any thread; everything else happens on the channel's.
 */
public final class ChannelServer implements Closeable {
    /** Told by the channel's thread; must not wait. */
    public interface Listener {
        /** A backup has been accepted and replays what it missed. */
        void onJoining(String address);

        /** It was lost before it could have taken over: the primary goes on unprotected and needs no arbiter for that. */
        void onJoinFailed(String reason);

        /** It is in lockstep: outputs wait for its acknowledgement. */
        void onProtected();

        /**
         * It was lost and may have taken over. The gate holds everything until the arbiter has been asked: then
         * {@link OutputGate#unprotect} and {@link ChannelServer#accept}, or the end of this process.
         */
        void onBackupLost(String reason);
    }

    /**
     * The channel at one moment.
     *
     * @param connected a backup is connected
     * @param inLockstep and outputs wait for it
     * @param end log offset of the end
     * @param received log offset it has acknowledged
     * @param executed log offset it has executed
     * @param lag its execution lag, nanoseconds
     * @param dropped connections dropped because what they sent was not this protocol
     * @param refused backups refused
     */
    public record Status(
            boolean connected,
            boolean inLockstep,
            long end,
            long received,
            long executed,
            long lag,
            long dropped,
            long refused) {}

    private static final int MAX_GREETING = 32;

    private final ChannelLoop channelLoop;
    private final EventLoop loop;
    final LogStore store;
    /** Null until {@link #open}. */
    volatile OutputGate gate;

    final ChannelTiming timing;
    final Latencies latencies;
    final Listener listener;
    final ChannelPacer pacer;

    private final AtomicBoolean pumping = new AtomicBoolean();
    private final Runnable waker = this::wakePump;
    private final Runnable pump = this::pump;
    private Channel listening;
    private Future<?> ticking;
    /** What a backup must know; null while none is wanted. */
    private byte[] token;
    /** The backup that is connected, or null. */
    private volatile BackupConnection backup;

    /** Connections that have not said yet who they are. */
    private int greeting;

    private long dropped;
    private long refused;
    private volatile Status status;

    /** A server that does not listen yet; {@code listener}'s methods are not called before a backup has come. */
    public ChannelServer(
            ChannelLoop loop, LogStore store, ChannelTiming timing, Latencies latencies, Listener listener) {
        this.channelLoop = loop;
        this.loop = loop.loop();
        this.store = store;
        this.timing = timing;
        this.latencies = latencies;
        this.listener = listener;
        this.pacer = new ChannelPacer(timing.maxLag());
        publish();
    }

    /** Listens, and refuses every backup until {@link #accept}; returns the port. */
    public int listen(InetSocketAddress address) throws IOException {
        ChannelFuture bound = channelLoop
                .server()
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new MessageDecoder(Message.MAX_TO_PRIMARY))
                                .addLast(new BackupConnection(ChannelServer.this));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage());
        }
        listening = bound.channel();
        ticking = loop.scheduleAtFixedRate(this::tick, timing.heartbeat(), timing.heartbeat(), TimeUnit.NANOSECONDS);
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** From now on this is the primary: it sends the log, of which nobody else is told, and works {@code gate}. */
    public void open(OutputGate gate) {
        this.gate = gate;
        store.onAppend(waker);
    }

    /** From now on takes a backup that knows {@code token}, which the arbiter's record holds. After {@link #open}. */
    public void accept(byte[] token) {
        loop.execute(() -> this.token = token.clone());
    }

    /** Holds the guest back for the backup's sake: for the recording port. */
    public Pacer pacer() {
        return pacer;
    }

    /** As of the latest heartbeat. */
    public Status status() {
        return status;
    }

    /**
     * The guest has ended and logged everything: sends the rest of the log and tells the backup that this is no failure.
     * Waits until the backup has it, at most a second.
     */
    public void goodbye() {
        CountDownLatch sent = new CountDownLatch(1);
        loop.execute(() -> {
            token = null;
            if (backup == null) {
                sent.countDown();
            } else {
                backup.goodbye(sent::countDown);
            }
        });
        boolean interrupted = Thread.interrupted();
        try {
            sent.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops listening and drops the backup, which will take this for the primary's death. */
    @Override
    public void close() {
        store.notOnAppend(waker);
        loop.execute(() -> {
            token = null;
            if (ticking != null) {
                ticking.cancel(false);
            }
            if (backup != null) {
                backup.close();
            }
        });
        if (listening != null) {
            listening.close();
        }
    }

    /** By the token holder, after every frame: wakes the channel's thread unless it has been woken already. */
    private void wakePump() {
        if (backup != null && pumping.compareAndSet(false, true)) {
            loop.execute(pump);
        }
    }

    private void pump() {
        pumping.set(false);
        if (backup != null) {
            backup.pump();
        }
    }

    private void tick() {
        if (backup != null) {
            backup.tick();
        }
        publish();
    }

    private void publish() {
        BackupConnection b = backup;
        status = b == null
                ? new Status(false, false, store.end(), 0, 0, 0, dropped, refused)
                : new Status(true, b.inLockstep(), store.end(), b.received(), b.executed(), b.lag(), dropped, refused);
    }

    byte[] token() {
        return token;
    }

    boolean hasBackup() {
        return backup != null;
    }

    /** Whether there may be one more connection that has not said who it is. */
    boolean greeting() {
        if (greeting == MAX_GREETING) {
            return false;
        }
        greeting++;
        return true;
    }

    void greeted() {
        greeting--;
    }

    void joined(BackupConnection connection) {
        backup = connection;
        publish();
    }

    /** The backup is gone; if it {@code mayHaveTakenOver} no other is taken before {@link #accept}. */
    void gone(boolean mayHaveTakenOver) {
        backup = null;
        pacer.free();
        if (mayHaveTakenOver) {
            token = null;
        }
        publish();
    }

    void dropped() {
        dropped++;
    }

    void refused() {
        refused++;
    }
}
