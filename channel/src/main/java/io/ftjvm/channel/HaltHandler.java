package io.ftjvm.channel;

import java.util.List;

/** Ends the process because it cannot go on; {@link StandardError#halt} outside of tests. */
public interface HaltHandler {
    /** Exit status after a divergence. */
    int DIVERGENCE = 86;
    /** Exit status when the log cannot be read, is cut off, or cannot be written. */
    int LOG = 89;

    /** Reports, each line as it is, and ends the process with {@code status}. Does not return normally. */
    void halt(int status, List<String> report);
}
