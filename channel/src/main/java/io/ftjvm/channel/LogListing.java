package io.ftjvm.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A record file as text, for people. */
public final class LogListing {
    private LogListing() {}

    /**
     * Lists the header's lines, then one line for each entry.
     *
     * @param line takes the lines one by one; answers whether it wants more
     * @throws LogException if the file is no log, or is damaged or cut off: what comes before has been listed
     */
    public static void list(Path file, Predicate<String> line) throws IOException {
        try (LogFile.Reader reader = LogFile.open(file)) {
            for (String header : reader.image().lines()) {
                if (!line.test(header)) {
                    return;
                }
            }
            EntryReader entries = new EntryReader();
            Entry entry = new Entry();
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                entries.frame(frame);
                while (entries.hasNext()) {
                    entries.next(entry);
                    if (!line.test(entry.toString())) {
                        return;
                    }
                }
            }
        }
    }
}
