package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.StartException;
import io.ftjvm.arbiter.Arbiter;
import io.ftjvm.arbiter.ArbiterException;
import io.ftjvm.arbiter.ArbiterUnavailableException;
import io.ftjvm.arbiter.Arbiters;
import io.ftjvm.arbiter.HostName;
import io.ftjvm.arbiter.Registration;
import io.ftjvm.channel.ChannelLoop;
import io.ftjvm.channel.ChannelServer;
import io.ftjvm.channel.ChannelTiming;
import io.ftjvm.channel.LogStore;
import io.ftjvm.channel.StandardError;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One instance of a protected service: what it needs to be primary or backup, and how it becomes one. The register in the
 * arbiter decides; where it cannot be reached the instance waits.
 */
final class Member implements ChannelServer.Listener {
    private static final int FENCED = 87;
    private static final long RETRY_MILLIS = 100;

    final Site site;
    final String name;
    final String id = random(8);
    final Arbiter arbiter;
    final ChannelLoop loop;
    final ChannelTiming timing;
    final LogStore store;
    final ChannelServer server;

    private final String address;
    private final StatusWriter status;

    /** What this instance has won, null on a backup. */
    private volatile Registration held;

    private volatile Primary primary;

    Member(Site site) {
        this.site = site;
        this.name = site.options.name();
        try {
            arbiter = Arbiters.open(site.options.arbiter().orElse(null), name);
            status = new StatusWriter(
                    this, Arbiters.runtimeDirectory(site.options.arbiter().orElse(null)));
            timing = new ChannelTiming(
                    site.options.heartbeat().toNanos(),
                    site.options.timeout().toNanos(),
                    site.options.maxlag().toNanos());
            loop = new ChannelLoop(SelectorProvider.provider());
            store = new LogStore(LogDirectory.create(), site.image, site.options.retain(), line -> say(line));
            server = new ChannelServer(loop, store, timing, site.latencies, this);
            String host = site.options.channel().host();
            int port = server.listen(
                    new InetSocketAddress(host, site.options.channel().port()));
            address = host + ":" + port;
        } catch (ArbiterException | IOException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    static void say(String line) {
        StandardError.line("ftjvm: " + line);
    }

    /** Becomes primary if nobody is, else the backup of whoever is. */
    Role join() {
        status.start();
        String waiting = "";
        for (; ; ) {
            String reason;
            try {
                Optional<Registration> current = arbiter.read();
                long generation = current.map(Registration::generation).orElse(0L);
                if (generation == 0 || arbiter.living(generation).isEmpty()) {
                    if (win(generation)) {
                        say("primary " + name + " generation=" + generation() + " unprotected");
                        primary = Primary.fresh(this);
                        return primary;
                    }
                    continue;
                }
                Backup backup = new Backup(this, current.get());
                reason = backup.connect();
                if (reason == null) {
                    return backup;
                }
            } catch (ArbiterException e) {
                reason = e.getMessage();
            }
            if (!reason.equals(waiting)) {
                waiting = reason;
                say("waiting: " + reason);
            }
            pause();
        }
    }

    /** The test-and-set from {@code generation}; waits while the arbiter cannot be reached. */
    boolean win(long generation) {
        Registration next = new Registration(
                generation + 1,
                id,
                address,
                site.options.secret().orElseGet(() -> random(32)),
                HostName.local(),
                ProcessHandle.current().pid());
        boolean won = whenReachable(() -> arbiter.compareAndSet(generation, next), next);
        if (won) {
            held = next;
        }
        return won;
    }

    private boolean whenReachable(BooleanSupplier testAndSet, Registration next) {
        boolean tried = false;
        for (; ; ) {
            try {
                if (tried) {
                    // The outcome of the last try is unknown: the register tells.
                    Optional<Registration> current = arbiter.read();
                    if (current.isPresent() && current.get().generation() >= next.generation()) {
                        return current.get().generation() == next.generation()
                                && current.get().holder().equals(id);
                    }
                }
                tried = true;
                return testAndSet.getAsBoolean();
            } catch (ArbiterUnavailableException e) {
                say("waiting: " + e.getMessage());
                pause();
            }
        }
    }

    /** The generation that this instance has won, 0 on a backup. */
    long generation() {
        Registration r = held;
        return r == null ? 0 : r.generation();
    }

    /** What a backup must prove to know. */
    byte[] token() {
        return held.secret().getBytes(StandardCharsets.US_ASCII);
    }

    /** A backup has gone live. */
    void serving(Primary now) {
        primary = now;
    }

    void following(Backup backup) {
        status.following(backup);
    }

    /** Lost the test-and-set: somebody else serves. Does not return. */
    void fenced(long generation) {
        StandardError.halt(FENCED, List.of("ftjvm: fenced " + name + " generation=" + generation));
    }

    @Override
    public void onJoining(String backup) {
        // The backup says so itself.
        status.touch();
    }

    @Override
    public void onJoinFailed(String reason) {
        say("primary " + name + " generation=" + generation() + " unprotected: the backup was lost while joining ("
                + reason + ")");
    }

    @Override
    public void onProtected() {
        say("primary " + name + " generation=" + generation() + " protected");
        status.touch();
    }

    @Override
    public void onBackupLost(String reason) {
        Thread t = new Thread(() -> continueAlone(reason), "ftjvm-arbiter");
        t.setDaemon(true);
        t.start();
    }

    private void continueAlone(String reason) {
        long generation = generation();
        if (!win(generation)) {
            fenced(generation);
        }
        primary.gate().unprotect();
        say("primary " + name + " generation=" + generation() + " unprotected: the backup was lost (" + reason + ")");
        status.touch();
        server.accept(token());
    }

    /** The guest has ended. */
    void finish() {
        server.goodbye();
        status.close();
        site.finish();
        try {
            store.close();
        } catch (IOException e) {
            say("the log's files stay behind: " + e.getMessage());
        }
        arbiter.close();
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String random(int bytes) {
        byte[] b = new byte[bytes];
        try (FileInputStream in = new FileInputStream(Path.of("/dev/urandom").toFile())) {
            in.readNBytes(b, 0, bytes);
        } catch (IOException e) {
            throw new StartException("no entropy: " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(b);
    }
}
