package io.ftjvm.channel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The agent's own messages: straight to the process's standard error, past the guest's {@code System.err}. Any thread. */
public final class StandardError {
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

    private StandardError() {}

    /** One line, as it is. */
    public static void line(String line) {
        try {
            ERR.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody is left to be told.
            return;
        }
    }

    /** Prints the report and ends the process at once with {@code status}: a {@link HaltHandler}. */
    public static void halt(int status, List<String> report) {
        report.forEach(StandardError::line);
        Runtime.getRuntime().halt(status);
    }
}
