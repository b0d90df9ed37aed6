package io.ftjvm.channel;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Lockstep;
import io.ftjvm.guest.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Takes everything from the log, strictly in order, and compares everything with it. The mirror image of
 * {@link RecordingPort}. When there is no more and the test-and-set has been won, it puts a recording port in its place and
 * passes on the call in progress. Token holder only.
 */
public final class ReplayingPort extends Port {
    /** How many entries before the mismatch a report shows. */
    private static final int SHOWN = 10;

    private static final int RING = 16;

    private final LogSource source;
    private final ReplayedOutput output;
    private final GoLive goLive;
    private final HaltHandler halt;
    private final Consumer<String> messages;
    private final EntryReader reader = new EntryReader();
    private final CRC32C crc = new CRC32C();

    private final Entry[] ring = new Entry[RING];
    /** Entries decoded so far; the latest is in {@link #ring}. */
    private int decoded;
    /** Decoded and not consumed, or null. */
    private Entry ahead;

    private long entries;
    private Port live;

    /**
     * A port that replays {@code source}.
     *
     * @param messages where the exit line goes
     */
    public ReplayingPort(
            LogSource source, ReplayedOutput output, GoLive goLive, HaltHandler halt, Consumer<String> messages) {
        this.source = source;
        this.output = output;
        this.goLive = goLive;
        this.halt = halt;
        this.messages = messages;
        for (int i = 0; i < RING; i++) {
            ring[i] = new Entry();
        }
    }

    @Override
    public boolean next(int mode, long deadline) {
        for (; ; ) {
            Entry e = peek();
            if (e == null || e.ordinal > Lockstep.ordinal) {
                return false;
            }
            if (e.ordinal < Lockstep.ordinal) {
                throw diverged(e, "poll");
            }
            if (e.kind == EntryKind.MARK) {
                check(e, e.count == Lockstep.count && e.digest == Lockstep.digest, "mark");
                ahead = null;
            } else if (e.kind == EntryKind.CLOCK || e.kind == EntryKind.INTERRUPT) {
                check(e, here(e), "poll");
                consumed();
                kind = e.kind == EntryKind.CLOCK ? Interrupts.CLOCK : e.code;
                id = e.id;
                data = e.data;
                return true;
            } else {
                return false;
            }
        }
    }

    @Override
    public boolean replays() {
        return true;
    }

    @Override
    public byte[] upcoming(int kind) {
        Entry e = peek();
        return e != null && e.kind == EntryKind.TRAP && e.code == kind ? e.data : null;
    }

    @Override
    public byte[] trap(int kind, byte[] arguments, TrapBody body) {
        Entry e = peek();
        if (e == null) {
            return live.trap(kind, arguments, body);
        }
        int checksum = LogFormat.checksum(crc, arguments, 0, arguments.length);
        if (e.kind != EntryKind.TRAP || !here(e) || e.code != kind || e.checksum != checksum) {
            Entry actual = actual(EntryKind.TRAP);
            actual.code = kind;
            actual.checksum = checksum;
            throw diverged(e, actual.toString());
        }
        consumed();
        return e.data;
    }

    @Override
    public void output(int kind, long id, byte[] bytes, int offset, int length) {
        Entry e = peek();
        if (e == null) {
            live.output(kind, id, bytes, offset, length);
            return;
        }
        int checksum = LogFormat.checksum(crc, bytes, offset, length);
        boolean same = e.kind == EntryKind.OUTPUT && here(e) && e.code == kind && e.id == id;
        if (!same || e.length != length || e.checksum != checksum) {
            Entry actual = actual(EntryKind.OUTPUT);
            actual.code = kind;
            actual.id = id;
            actual.length = length;
            actual.checksum = checksum;
            throw diverged(e, actual.toString());
        }
        consumed();
        output.output(kind, id, bytes, offset, length);
    }

    @Override
    public void hint(int kind, long id, long value) {}

    @Override
    public void exit(int status) {
        Entry e = peek();
        if (e == null) {
            live.exit(status);
            return;
        }
        boolean same = e.kind == EntryKind.EXIT && here(e) && e.status == status;
        if (!same || e.digest != Lockstep.digest) {
            Entry actual = actual(EntryKind.EXIT);
            actual.status = status;
            actual.digest = Lockstep.digest;
            throw diverged(e, actual.toString());
        }
        consumed();
        if (finish()) {
            messages.accept(ExitLine.of(status, entries));
        } else {
            // The primary died before it had released everything. Its successor does, and logs the exit once more.
            entries--;
            replace();
            live.exit(status);
        }
    }

    /** After EXIT: takes in what the primary released; true at the end of the log, false if the primary is lost. */
    private boolean finish() {
        try {
            for (; ; ) {
                if (reader.hasNext()) {
                    Entry e = decode();
                    if (e.kind == EntryKind.EXIT) {
                        // A successor that went live after the exit has logged it again.
                        continue;
                    }
                    if (e.kind != EntryKind.RELEASED) {
                        throw new LogException(source.position(), "an entry after the exit");
                    }
                    output.released(e.code, e.id);
                } else if (!nextFrame()) {
                    LogSource.Supply supply = source.await();
                    if (supply != LogSource.Supply.MORE) {
                        return supply == LogSource.Supply.END;
                    }
                }
            }
        } catch (LogException e) {
            throw unreadable(e);
        }
    }

    /** The next entry that concerns the guest, without consuming it; null if this port has been replaced. */
    private Entry peek() {
        if (ahead != null) {
            return ahead;
        }
        if (live != null) {
            return null;
        }
        try {
            for (; ; ) {
                if (reader.hasNext()) {
                    Entry e = decode();
                    if (e.kind != EntryKind.RELEASED) {
                        ahead = e;
                        return e;
                    }
                    output.released(e.code, e.id);
                } else if (!nextFrame()) {
                    LogSource.Supply supply = source.await();
                    if (supply == LogSource.Supply.LIVE) {
                        replace();
                        return null;
                    }
                    if (supply == LogSource.Supply.END) {
                        throw new LogException(source.position(), "the log ends here, before the guest does");
                    }
                }
            }
        } catch (LogException e) {
            throw unreadable(e);
        }
    }

    private boolean nextFrame() throws LogException {
        Frame frame = source.next();
        if (frame == null) {
            return false;
        }
        reader.frame(frame);
        return true;
    }

    private Entry decode() throws LogException {
        Entry e = ring[decoded % RING];
        reader.next(e);
        decoded++;
        return e;
    }

    private void replace() {
        live = goLive.goLive(reader.position(source.position(), entries));
        Port.install(live);
    }

    private void consumed() {
        ahead = null;
        entries++;
    }

    /** Whether the guest is where the entry is, by the way that the log says. */
    private static boolean here(Entry e) {
        return e.ordinal == Lockstep.ordinal
                && e.count == Lockstep.count
                && (e.kind == EntryKind.EXIT || e.check == ((int) Lockstep.digest & 0xff));
    }

    private static Entry actual(EntryKind kind) {
        Entry e = new Entry();
        e.kind = kind;
        e.ordinal = Lockstep.ordinal;
        e.count = Lockstep.count;
        e.check = (int) Lockstep.digest & 0xff;
        return e;
    }

    private void check(Entry expected, boolean same, String what) {
        if (!same) {
            throw diverged(expected, what);
        }
    }

    private IllegalStateException diverged(Entry expected, String actual) {
        List<Entry> before = new ArrayList<>();
        for (int i = Math.max(0, decoded - 1 - SHOWN); i < decoded - 1; i++) {
            before.add(ring[i % RING]);
        }
        String position = "count=" + Lockstep.count + " ordinal=" + Lockstep.ordinal + " ";
        String what =
                actual.startsWith("count=") ? actual : position + actual + " digest=" + Entry.hex(Lockstep.digest);
        halt.halt(HaltHandler.DIVERGENCE, Divergence.report(expected.toString(), what, before));
        return new IllegalStateException("divergence");
    }

    private IllegalStateException unreadable(LogException e) {
        halt.halt(
                HaltHandler.LOG,
                List.of("ftjvm: the log cannot be read at byte " + e.position() + ": " + e.getMessage()));
        return new IllegalStateException(e);
    }
}
