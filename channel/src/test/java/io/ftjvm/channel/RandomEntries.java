package io.ftjvm.channel;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a random, well-formed sequence of entries and remembers what a reader should say about them. */
final class RandomEntries {
    final List<String> expected = new ArrayList<>();
    private final Random random;
    private long ordinal;
    private long count;
    private long clock;

    RandomEntries(long seed) {
        random = new Random(seed);
    }

    void write(LogWriter log, int n, int maxData) throws IOException {
        for (int i = 0; i < n; i++) {
            one(log, maxData);
            if (random.nextInt(4) == 0) {
                log.closeFrame();
            }
        }
        log.closeFrame();
    }

    private void one(LogWriter log, int maxData) throws IOException {
        ordinal += number();
        count += number();
        Entry e = new Entry();
        e.ordinal = ordinal;
        e.count = count;
        e.kind = EntryKind.values()[random.nextInt(EntryKind.values().length)];
        boolean checked = e.kind.consumed() && e.kind != EntryKind.EXIT;
        e.check = checked ? random.nextInt(256) : 0;
        byte[] data = new byte[random.nextInt(maxData)];
        random.nextBytes(data);
        switch (e.kind) {
            case TRAP:
                e.code = random.nextInt(20);
                e.checksum = random.nextInt();
                e.data = data;
                log.trap(ordinal, count, e.check, e.code, e.checksum, data);
                break;
            case INTERRUPT:
                e.code = Interrupts.NET_DATA;
                e.id = random.nextLong();
                e.data = data;
                log.interrupt(ordinal, count, e.check, e.code, e.id, data);
                break;
            case CLOCK:
                clock += number();
                e.id = clock;
                log.clock(ordinal, count, e.check, clock);
                break;
            case OUTPUT:
                e.code = Outputs.NET_WRITE;
                e.id = random.nextLong();
                e.length = random.nextInt() & Integer.MAX_VALUE;
                e.checksum = random.nextInt();
                log.output(ordinal, count, e.check, e.code, e.id, (int) e.length, e.checksum);
                break;
            case MARK:
                e.digest = random.nextLong();
                log.mark(ordinal, count, e.digest);
                break;
            case EXIT:
                e.status = random.nextInt();
                e.digest = random.nextLong();
                log.exit(ordinal, count, e.status, e.digest);
                break;
            case RELEASED:
                e.code = Outputs.STDOUT;
                e.id = random.nextLong() & Long.MAX_VALUE;
                log.released(ordinal, count, e.code, e.id);
                break;
            default:
                throw new AssertionError(e.kind);
        }
        expected.add(text(e));
    }

    /** Numbers of every length. */
    private long number() {
        return random.nextLong() >>> (2 + random.nextInt(62));
    }

    static String text(Entry e) {
        return e + " " + java.util.Arrays.hashCode(e.data);
    }

    /** Everything in the log, in order. */
    static List<String> readAll(LogSource source) throws LogException {
        List<String> result = new ArrayList<>();
        EntryReader reader = new EntryReader();
        Entry e = new Entry();
        for (Frame frame = source.next(); frame != null; frame = source.next()) {
            reader.frame(frame);
            while (reader.hasNext()) {
                reader.next(e);
                result.add(text(e));
            }
        }
        return result;
    }
}
