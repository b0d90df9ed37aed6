package io.ftjvm.channel;

import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Lockstep;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.Port;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Executes for real and logs. Everything but {@link #post} is for the token holder, so the log needs no lock.
 *
 * <p>A frame is closed with every trap and output, on going idle, when it is full, and at the first poll at which it is a
 * millisecond old.
 */
public final class RecordingPort extends Port implements InterruptSink {
    /** Real time may be so far ahead of the virtual clock, nanoseconds. The guest interpolates as far. */
    static final long CLOCK_STEP = 50_000;

    /** Time between two marks while the guest runs, and the age at which a frame is closed; nanoseconds. */
    static final long MARK_INTERVAL = 1_000_000;

    private static final byte[] NOTHING = new byte[0];

    private final LogWriter log;
    private final HostClock clock;
    private final OutputGate gate;
    private final Pacer pacer;
    private final HaltHandler halt;
    private final Consumer<String> messages;
    private final EventQueue events = new EventQueue();
    private final CRC32C crc = new CRC32C();

    /** The clock strikes at the first poll at or after this time. */
    private long clockDue;
    /** Where it struck last: once at an ordinal is enough. */
    private long clockOrdinal = -1;

    private long markDue;
    private Runnable afterExit = () -> {};
    private boolean logsReleased;
    private long releasedOut;
    private long releasedErr;

    /**
     * A port that continues {@code log}.
     *
     * @param clock does not start before the log's last CLOCK entry
     * @param pacer asked now and then while the guest runs
     * @param messages where the exit line goes
     */
    public RecordingPort(
            LogWriter log, HostClock clock, OutputGate gate, Pacer pacer, HaltHandler halt, Consumer<String> messages) {
        this.log = log;
        this.clock = clock;
        this.gate = gate;
        this.pacer = pacer;
        this.halt = halt;
        this.messages = messages;
        releasedOut = gate.console().written(Outputs.STDOUT);
        releasedErr = gate.console().written(Outputs.STDERR);
    }

    /** Logs how much console output has been released, which only a backup needs to know. Before the first call. */
    public void logReleased() {
        logsReleased = true;
        gate.console().onProgress(events::wake);
    }

    /** Has {@code action} run by the token holder when the guest has ended and everything has been released. */
    public void afterExit(Runnable action) {
        afterExit = action;
    }

    /**
     * An interrupt for the guest, from a host device; wakes an idle guest. Any thread.
     *
     * @param kind one of {@link Interrupts}, not CLOCK
     * @param data now the port's, never null
     */
    @Override
    public void post(int kind, long id, byte[] data) {
        if (data.length > LogFormat.MAX_DATA) {
            throw new IllegalArgumentException("an interrupt with " + data.length + " bytes");
        }
        events.post(new EventQueue.Event(kind, id, data));
    }

    @Override
    public boolean next(int mode, long deadline) {
        try {
            if (mode == IDLE) {
                idle(deadline);
                return true;
            }
            if (mode == POLL && events.pending()) {
                EventQueue.Event event = events.poll();
                log.interrupt(
                        Lockstep.ordinal, Lockstep.count, Lockstep.digest, event.kind(), event.id(), event.data());
                return answer(event.kind(), event.id(), event.data());
            }
            long now = clock.now();
            if (now < clockDue || clockOrdinal == Lockstep.ordinal) {
                return false;
            }
            if (now >= markDue) {
                now = everyMillisecond(mode, now);
            }
            return strikeClock(now);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Closes an old frame and, if this is a poll, marks the place and lets the pacer have its say. */
    private long everyMillisecond(int mode, long now) throws IOException {
        markDue = now + MARK_INTERVAL;
        if (mode == POLL) {
            log.mark(Lockstep.ordinal, Lockstep.count, Lockstep.digest);
            released();
        }
        log.closeFrame();
        return mode == POLL && pacer.pace() ? clock.now() : now;
    }

    private boolean strikeClock(long now) throws IOException {
        long time = Math.max(now, log.clock());
        log.clock(Lockstep.ordinal, Lockstep.count, Lockstep.digest, time);
        clockDue = time + CLOCK_STEP;
        clockOrdinal = Lockstep.ordinal;
        return answer(Interrupts.CLOCK, time, NOTHING);
    }

    private boolean answer(int interrupt, long number, byte[] content) {
        kind = interrupt;
        id = number;
        data = content;
        return true;
    }

    /** Ends with the clock, so that timers see the right time; events follow in mode POLL at the same ordinal. */
    private void idle(long deadline) throws IOException {
        for (; ; ) {
            released();
            log.closeFrame();
            long now = clock.now();
            if (events.pending() || now >= deadline) {
                strikeClock(pacer.pace() ? clock.now() : now);
                return;
            }
            events.await(deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - now);
        }
    }

    private void released() throws IOException {
        if (!logsReleased) {
            return;
        }
        long out = gate.console().written(Outputs.STDOUT);
        if (out != releasedOut) {
            releasedOut = out;
            log.released(Lockstep.ordinal, Lockstep.count, Outputs.STDOUT, out);
        }
        long err = gate.console().written(Outputs.STDERR);
        if (err != releasedErr) {
            releasedErr = err;
            log.released(Lockstep.ordinal, Lockstep.count, Outputs.STDERR, err);
        }
    }

    @Override
    public boolean replays() {
        return false;
    }

    @Override
    public byte[] upcoming(int kind) {
        return null;
    }

    @Override
    public byte[] trap(int kind, byte[] arguments, TrapBody body) {
        byte[] result = body.run();
        int checksum = LogFormat.checksum(crc, arguments, 0, arguments.length);
        try {
            log.trap(Lockstep.ordinal, Lockstep.count, Lockstep.digest, kind, checksum, result);
            log.closeFrame();
        } catch (IOException e) {
            throw unwritable(e);
        }
        return result;
    }

    @Override
    public void output(int kind, long id, byte[] bytes, int offset, int length) {
        int checksum = LogFormat.checksum(crc, bytes, offset, length);
        try {
            log.output(Lockstep.ordinal, Lockstep.count, Lockstep.digest, kind, id, length, checksum);
            log.closeFrame();
        } catch (IOException e) {
            throw unwritable(e);
        }
        gate.submit(kind, id, Arrays.copyOfRange(bytes, offset, offset + length), log.end());
    }

    @Override
    public void hint(int kind, long id, long value) {
        gate.network().hint(kind, id, value);
    }

    @Override
    public void exit(int status) {
        try {
            log.exit(Lockstep.ordinal, Lockstep.count, status, Lockstep.digest);
            log.closeFrame();
            gate.awaitDrained();
            released();
            log.closeFrame();
        } catch (IOException e) {
            throw unwritable(e);
        }
        messages.accept(ExitLine.of(status, log.entries()));
        afterExit.run();
    }

    private IllegalStateException unwritable(IOException e) {
        halt.halt(
                HaltHandler.LOG,
                List.of("ftjvm: the log cannot be written at byte " + log.end() + ": " + e.getMessage()));
        return new IllegalStateException(e);
    }
}
