package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.Restart;
import io.ftjvm.agent.boot.StartException;
import io.ftjvm.arbiter.ArbiterException;
import io.ftjvm.arbiter.Registration;
import io.ftjvm.channel.ChannelClient;
import io.ftjvm.channel.ConsoleTail;
import io.ftjvm.channel.HaltHandler;
import io.ftjvm.channel.LogPosition;
import io.ftjvm.channel.ReplayingPort;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Children;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.Hints;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Port;
import io.ftjvm.guest.net.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Executes the guest from the primary's log, and takes over when the primary is lost and the test-and-set is won. */
final class Backup implements Role, ChannelClient.Listener {
    private static final long TELL_AFTER_NANOS = 1_000_000_000L;
    private static final byte[] LOST = "Connection reset".getBytes(StandardCharsets.US_ASCII);

    private final Member member;
    private final Registration followed;
    private final ChannelClient client;
    private final ConsoleTail console = new ConsoleTail();

    /** Why the primary does not take this backup, empty if it does; null before it has said so. */
    private final AtomicReference<Optional<String>> answer = new AtomicReference<>();

    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean inLockstep;
    private volatile long lostAt;
    /** What the guest does from now on does not matter. */
    private volatile boolean startingOver;

    Backup(Member member, Registration followed) {
        this.member = member;
        this.followed = followed;
        client = new ChannelClient(member.loop, member.store, member.timing, this);
    }

    /** Connects to the primary; answers why that is not possible now, null once it has accepted this backup. */
    String connect() {
        int colon = followed.address().lastIndexOf(':');
        InetSocketAddress address = new InetSocketAddress(
                followed.address().substring(0, colon),
                Integer.parseInt(followed.address().substring(colon + 1)));
        client.connect(address, followed.secret().getBytes(StandardCharsets.US_ASCII));
        try {
            answered.await();
        } catch (InterruptedException e) {
            throw new StartException("interrupted", e);
        }
        Optional<String> reason = answer.get();
        if (reason.isPresent()) {
            return reason.get();
        }
        member.following(this);
        Guest.events(this::signalled);
        return null;
    }

    long generation() {
        return followed.generation();
    }

    boolean inLockstep() {
        return inLockstep;
    }

    @Override
    public Port port() {
        return new ReplayingPort(client, console, this::goLive, this::halt, StandardError::line);
    }

    /** Token holder. */
    private void halt(int status, List<String> report) {
        while (startingOver) {
            LockSupport.park();
        }
        StandardError.halt(status, report);
    }

    /** The operator stops the backup; other signals that the guest handles are the primary's to receive. */
    private void signalled(int kind, long id, byte[] data) {
        if (kind != Interrupts.SIGNAL) {
            return;
        }
        if (StopSignals.contains(id)) {
            client.disconnect();
            StopSignals.halt("backup " + member.name, id);
        }
        Member.say("backup " + member.name + " ignores signal " + id + ", which is for the primary");
    }

    @Override
    public void onJoining() {
        try {
            member.arbiter.attend(followed.generation(), member.id);
        } catch (ArbiterException e) {
            client.disconnect();
            answer(Optional.of(e.getMessage()));
            return;
        }
        Member.say("backup " + member.name + " generation=" + followed.generation() + " joining");
        answer(Optional.empty());
    }

    @Override
    public void onRefused(List<String> reasons, boolean forGood) {
        String all = "primary " + member.name + " generation=" + followed.generation() + " at " + followed.address()
                + " does not take this backup: " + String.join("; ", reasons);
        if (forGood) {
            StandardError.halt(StartException.STATUS, List.of("ftjvm: " + all));
        }
        answer(Optional.of(all));
    }

    /** Answers whether this is the first answer, which counts. No CompletableFuture: the guest has yet to set up its pool. */
    private boolean answer(Optional<String> reason) {
        boolean first = answer.compareAndSet(null, reason);
        answered.countDown();
        return first;
    }

    @Override
    public void onLockstep() {
        inLockstep = true;
        Member.say("backup " + member.name + " generation=" + followed.generation() + " in lockstep");
    }

    @Override
    public void onPrimaryLost(String reason, boolean mayGoLive) {
        lostAt = System.nanoTime();
        if (answer(Optional.of("primary " + member.name + " generation=" + followed.generation() + " on "
                + followed.host() + " pid " + followed.pid() + " does not answer at " + followed.address() + ": "
                + reason))) {
            return;
        }
        Thread t = new Thread(() -> succeed(reason, mayGoLive), "ftjvm-arbiter");
        t.setDaemon(true);
        t.start();
    }

    private void succeed(String reason, boolean mayGoLive) {
        if (!mayGoLive) {
            Member.say("backup " + member.name + " generation=" + followed.generation()
                    + " lost its primary before lockstep (" + reason + "), starting over");
            startingOver = true;
            Restart.now();
        } else if (member.win(followed.generation())) {
            client.won();
        } else {
            member.fenced(followed.generation());
        }
    }

    @Override
    public void onCorrupt(String reason) {
        StandardError.halt(HaltHandler.LOG, List.of("ftjvm: the log from the primary cannot be read: " + reason));
    }

    /** Token holder, in host mode: every entry of the log has been executed. */
    private Port goLive(LogPosition position) {
        try {
            client.close();
        } catch (IOException e) {
            Member.say("the log's files: " + e.getMessage());
        }
        member.site.network.continueAfter(Network.lastAccepted());
        Primary primary = Primary.succeeding(member, console, position);
        for (Network.OpenListener l : Network.listeners()) {
            bind(() -> member.site.network.takeOver(l));
        }
        for (Network.OpenDatagrams d : Network.datagrams()) {
            bind(() -> member.site.network.takeOver(d));
        }
        for (long connection : Network.connections()) {
            primary.recording().post(Interrupts.NET_RESET, connection, LOST);
        }
        Children.endAll(primary.recording());
        if (Guest.readsStdin()) {
            member.site.hint(Hints.STDIN_WANTED, 0, Guest.stdinConsumed());
        }
        member.serving(primary);
        Member.say("primary " + member.name + " generation=" + member.generation() + " live in "
                + (System.nanoTime() - lostAt) / 1_000_000 + " ms");
        member.server.accept(member.token());
        return primary.port();
    }

    /** The old primary's sockets may need a moment to go; one that is stopped keeps them. */
    private void bind(Supplier<byte[]> attempt) {
        long told = System.nanoTime() + TELL_AFTER_NANOS;
        byte[] answer;
        while ((answer = attempt.get())[0] != 0) {
            if (told != 0 && System.nanoTime() - told > 0) {
                told = 0;
                Member.say("waiting: backup " + member.name + " cannot go live, a port of the guest cannot be bound: "
                        + new String(answer, 1, answer.length - 1, StandardCharsets.UTF_8));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
