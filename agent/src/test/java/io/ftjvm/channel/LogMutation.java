package io.ftjvm.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes entries of a record file and writes it with checksums that are right: only the guest can tell. */
public final class LogMutation {
    private final ImageDescription image;
    private final List<Entry> entries = new ArrayList<>();

    /** Reads all of {@code file}. */
    public LogMutation(Path file) throws IOException {
        try (LogFile.Reader reader = LogFile.open(file)) {
            image = reader.image();
            EntryReader decoder = new EntryReader();
            for (Frame frame; (frame = reader.next()) != null; ) {
                decoder.frame(frame);
                while (decoder.hasNext()) {
                    Entry e = new Entry();
                    decoder.next(e);
                    entries.add(e);
                }
            }
        }
    }

    /** Number of entries. */
    public int size() {
        return entries.size();
    }

    /** Kind of the entry, by the name in the log's listing: TRAP, INTERRUPT, CLOCK, OUTPUT, MARK, EXIT, RELEASED. */
    public String kind(int index) {
        return entries.get(index).kind.name();
    }

    /** The instruction count of the entry. */
    public long count(int index) {
        return entries.get(index).count;
    }

    /** Changes what the entry says, in a way that depends on its kind. */
    public void flip(int index) {
        Entry e = entries.get(index);
        switch (e.kind) {
            case TRAP:
            case INTERRUPT:
                if (e.data.length > 0) {
                    e.data = e.data.clone();
                    e.data[e.data.length / 2] ^= 1;
                } else {
                    e.id ^= 1;
                    e.checksum ^= 1;
                }
                break;
            case CLOCK:
                e.id++;
                break;
            case OUTPUT:
                e.checksum ^= 1;
                break;
            default:
                e.digest ^= 1;
                break;
        }
    }

    /** The entry strikes one instruction later. */
    public void shift(int index) {
        entries.get(index).count++;
    }

    /** The entry is lost. */
    public void drop(int index) {
        entries.remove(index);
    }

    /** The entry is there twice. */
    public void duplicate(int index) {
        entries.add(index, entries.get(index));
    }

    /** The entry and the one after it change places; where they are is theirs. */
    public void reorder(int index) {
        Collections.swap(entries, index, index + 1);
        Entry first = entries.get(index);
        Entry second = entries.get(index + 1);
        long ordinal = first.ordinal;
        first.ordinal = second.ordinal;
        second.ordinal = ordinal;
    }

    /** Writes what has become of it. */
    public void write(Path file) throws IOException {
        try (LogFile out = new LogFile(file, image)) {
            LogWriter log = new LogWriter(out, out.start());
            for (Entry e : entries) {
                switch (e.kind) {
                    case TRAP:
                        log.trap(e.ordinal, e.count, e.check, e.code, e.checksum, e.data);
                        break;
                    case INTERRUPT:
                        log.interrupt(e.ordinal, e.count, e.check, e.code, e.id, e.data);
                        break;
                    case CLOCK:
                        // Encoded as a distance, which cannot be negative.
                        log.clock(e.ordinal, e.count, e.check, Math.max(e.id, log.clock()));
                        break;
                    case OUTPUT:
                        log.output(e.ordinal, e.count, e.check, e.code, e.id, (int) e.length, e.checksum);
                        break;
                    case MARK:
                        log.mark(e.ordinal, e.count, e.digest);
                        break;
                    case EXIT:
                        log.exit(e.ordinal, e.count, e.status, e.digest);
                        break;
                    default:
                        log.released(e.ordinal, e.count, e.code, e.id);
                        break;
                }
            }
            log.closeFrame();
        }
    }
}
