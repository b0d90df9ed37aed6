package io.ftjvm.channel;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection to the primary's channel port, from the first byte on. The channel's thread only. */
final class BackupConnection extends SimpleChannelInboundHandler<Message> {
    private enum State {
        /** Has not said anything right yet. */
        GREETING,
        /** Receives the log, replays; outputs do not wait for it. */
        JOINING,
        /** Outputs wait for it; it has not been told yet, so it will not take over. */
        PROTECTING,
        /** It has been told that it may take over. */
        TOLD,
        /** It has acknowledged everything up to where it was told. */
        PROTECTED,
        /** The guest has ended. */
        ENDING,
        /** Nothing more is heard of it. */
        GONE
    }

    private static final long GREETING_TIMEOUT = 5;
    private static final int PIECE = 64 << 10;
    /** Bytes sent before other events of the channel's get their turn. */
    private static final int BURST = 1 << 20;
    /** A joining backup that has received all but so many bytes can be in lockstep. */
    private static final long CLOSE = 64 << 10;

    private final ChannelServer server;
    private final byte[] piece = new byte[PIECE];
    private final LagMeter lagMeter = new LagMeter();

    private ChannelHandlerContext context;
    private State state = State.GREETING;
    private LogStore.Reader log;
    private Runnable afterGoodbye;
    private boolean goodbyeSent;
    private long joinedAt;
    private long protectedFrom;

    private long received;
    private long executed;
    /** The latest sent, and the latest that came back; 0 before the first. */
    private long heartbeat;

    private long echo;
    private long lag;
    private Silence silence;

    BackupConnection(ChannelServer server) {
        this.server = server;
    }

    boolean inLockstep() {
        return state == State.PROTECTED;
    }

    long received() {
        return received;
    }

    long executed() {
        return executed;
    }

    long lag() {
        return lag;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        if (!server.greeting()) {
            state = State.GONE;
            ctx.close();
            return;
        }
        ctx.executor()
                .schedule(
                        () -> {
                            if (state == State.GREETING) {
                                drop();
                            }
                        },
                        GREETING_TIMEOUT,
                        TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Message message) {
        if (state == State.GONE) {
            return;
        }
        if (state == State.GREETING) {
            if (Greeting.genuine(message)) {
                greeted(message);
            } else {
                drop();
            }
        } else if (message.type != Message.ACK
                || !acknowledged(message.getLong(0), message.getLong(8), message.getLong(16))) {
            lost("it does not keep to the protocol");
        }
    }

    private void greeted(Message hello) {
        List<String> objections = server.hasBackup()
                ? List.of(Greeting.NOT_NOW + "the primary has a backup already")
                : Greeting.objections(hello, server.token(), server.store);
        server.greeted();
        if (!objections.isEmpty()) {
            state = State.GONE;
            server.refused();
            context.writeAndFlush(Message.refused(objections)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        state = State.JOINING;
        received = server.store.start().offset();
        executed = received;
        log = server.store.reader(received);
        joinedAt = System.nanoTime();
        silence = new Silence(server.timing, joinedAt);
        lagMeter.sample(server.store.end(), joinedAt);
        server.joined(this);
        context.write(Message.of(Message.WELCOME));
        heartbeat(joinedAt);
        server.listener.onJoining(context.channel().remoteAddress().toString());
        pump();
    }

    /** Sends what the log has grown by, as much as fits. */
    void pump() {
        try {
            lagMeter.sample(server.store.end(), System.nanoTime());
            int sent = 0;
            for (int n;
                    sent < BURST && context.channel().isWritable() && (n = log.read(piece, 0, PIECE)) > 0;
                    sent += n) {
                context.write(Message.log(piece, n));
            }
            if (state == State.PROTECTING && log.position() >= protectedFrom) {
                state = State.TOLD;
                context.write(Message.of(Message.PROTECTED, protectedFrom));
            }
            if (afterGoodbye != null && !goodbyeSent && log.position() == server.store.end()) {
                // The backup answers by closing the connection.
                goodbyeSent = true;
                context.write(Message.of(Message.GOODBYE));
            }
            context.flush();
            if (sent >= BURST) {
                context.executor().execute(this::pumpOn);
            }
        } catch (IOException e) {
            lost("the log cannot be read: " + e.getMessage());
        }
    }

    private void pumpOn() {
        if (log != null) {
            pump();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            pumpOn();
        }
    }

    /** Takes in an acknowledgement; false if it cannot be true. */
    private boolean acknowledged(long nowReceived, long nowExecuted, long nowEcho) {
        long now = System.nanoTime();
        boolean sane = nowReceived >= received
                && nowReceived <= log.position()
                && nowExecuted >= executed
                && nowExecuted <= nowReceived;
        if (!sane) {
            return false;
        }
        received = nowReceived;
        executed = nowExecuted;
        silence.heard(now);
        if (nowEcho != echo) {
            if (nowEcho - heartbeat > 0 || echo != 0 && nowEcho - echo < 0) {
                return false;
            }
            echo = nowEcho;
            server.latencies.ackRoundTrip(now - echo);
        }
        if (echo != 0) {
            server.gate.acknowledged(received, echo + server.timing.lease());
        }
        long end = server.store.end();
        lag = lagMeter.lag(executed, end, now);
        server.latencies.executionLag(lag);
        progress(end, now);
        return true;
    }

    private void progress(long end, long now) {
        if (state == State.JOINING) {
            server.pacer.joining(lag, now - joinedAt);
            if (end - received <= CLOSE && lag < server.timing.maxLag()) {
                protect();
            }
        } else {
            server.pacer.lockstep(lag, end - received);
            if (state == State.TOLD && received >= protectedFrom) {
                state = State.PROTECTED;
                server.listener.onProtected();
            }
        }
    }

    /**
     * The order matters: from here on no output leaves without an acknowledgement; every output that left without one is
     * in the log before {@code protectedFrom}; the backup is told behind that.
     */
    private void protect() {
        server.gate.protect();
        state = State.PROTECTING;
        protectedFrom = server.store.end();
        pump();
    }

    /** Once in a heartbeat's time. */
    void tick() {
        long now = System.nanoTime();
        if (state != State.ENDING && silence.tooLong(state == State.JOINING, now)) {
            lost("no acknowledgement for " + silence.length(now) / 1_000_000 + " ms");
            return;
        }
        heartbeat(now);
        pump();
    }

    private void heartbeat(long now) {
        heartbeat = now;
        context.write(Message.of(Message.HEARTBEAT, now));
    }

    /** Calls {@code after} when the backup has the end of the log and the farewell, or is gone. */
    void goodbye(Runnable after) {
        if (state == State.GONE) {
            after.run();
            return;
        }
        state = State.ENDING;
        afterGoodbye = after;
        pump();
    }

    void close() {
        state = State.GONE;
        leave();
        server.gone(true);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.GREETING) {
            drop();
        } else {
            lost("it closed the connection");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (state == State.GREETING) {
            drop();
        } else {
            lost(String.valueOf(cause.getMessage()));
        }
    }

    /** Whoever this is, it is no backup. */
    private void drop() {
        state = State.GONE;
        server.greeted();
        server.dropped();
        context.close();
    }

    private void lost(String reason) {
        State was = state;
        if (was == State.GONE) {
            return;
        }
        state = State.GONE;
        leave();
        switch (was) {
            case JOINING:
            case PROTECTING:
                server.gate.unprotect();
                server.gone(false);
                server.listener.onJoinFailed(reason);
                break;
            case TOLD:
            case PROTECTED:
                server.gate.suspend();
                server.gone(true);
                server.listener.onBackupLost(reason);
                break;
            default:
                server.gone(true);
                break;
        }
    }

    private void leave() {
        context.close();
        if (afterGoodbye != null) {
            afterGoodbye.run();
            afterGoodbye = null;
        }
        try {
            log.close();
        } catch (IOException e) {
            // Only read from.
            return;
        } finally {
            log = null;
        }
    }
}
