package io.ftjvm.agent.role;

import io.ftjvm.agent.status.Status;
import io.ftjvm.agent.status.StatusFile;
import io.ftjvm.arbiter.HostName;
import io.ftjvm.channel.ChannelServer;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.Lockstep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Keeps the status file of this instance up to date. */
final class StatusWriter {
    private static final long INTERVAL_MILLIS = 500;

    private final Member member;
    private final StatusFile file;
    private final String host = HostName.local();
    private volatile Backup backup;
    private boolean closed;
    private boolean failed;

    StatusWriter(Member member, Path directory) throws IOException {
        this.member = member;
        StatusFile.sweep(directory, host);
        file = new StatusFile(directory, member.id);
    }

    void start() {
        Thread t = new Thread(this::run, "ftjvm-status");
        t.setDaemon(true);
        t.start();
    }

    void following(Backup b) {
        backup = b;
    }

    /** Something has changed that an operator may be waiting for. */
    synchronized void touch() {
        notifyAll();
    }

    private synchronized void run() {
        try {
            while (!closed) {
                write();
                wait(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        Status now = status();
        // The JVM's thread dump, which nobody else can add to, shows the names of threads.
        Thread.currentThread()
                .setName("ftjvm-status: " + now.role() + " " + now.name() + " generation=" + now.generation() + " "
                        + now.state()
                        + (now.allBlocked() ? ", every guest thread is blocked and no timer will end it" : ""));
        try {
            file.write(now);
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                Member.say("the status file cannot be written: " + e.getMessage());
            }
        }
    }

    private Status status() {
        Backup b = backup;
        long generation = member.generation();
        boolean serving = generation != 0;
        ChannelServer.Status channel = member.server.status();
        String state = serving
                ? channel.inLockstep() ? "protected" : "unprotected"
                : b == null || !b.inLockstep() ? "joining" : "lockstep";
        return new Status(
                member.name,
                member.id,
                host,
                ProcessHandle.current().pid(),
                serving ? "primary" : "backup",
                state,
                serving || b == null ? generation : b.generation(),
                Lockstep.count,
                Lockstep.ordinal,
                Duration.ofNanos(channel.lag()),
                Guest.threads(),
                Guest.allBlocked(),
                Watchdog.deadlocked(),
                Instant.now());
    }

    synchronized void close() {
        closed = true;
        notifyAll();
        try {
            file.close();
        } catch (IOException e) {
            Member.say("the status file stays behind: " + e.getMessage());
        }
    }
}
