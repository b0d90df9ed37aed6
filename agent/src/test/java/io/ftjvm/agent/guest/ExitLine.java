package io.ftjvm.agent.guest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line the agent prints at the end: what a run and its replay have to agree on.
 *
 * @param status exit status of the guest
 * @param count instructions executed
 * @param entries log entries
 * @param digest hash over everything that happened
 */
record ExitLine(int status, long count, long entries, String digest) {
    private static final Pattern LINE =
            Pattern.compile("^ftjvm: exit status=(\\d+) count=(\\d+) entries=(\\d+) digest=(\\S+)", Pattern.MULTILINE);

    /** Finds the line in what a run wrote to standard error. */
    static Optional<ExitLine> in(String err) {
        Matcher matcher = LINE.matcher(err);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(new ExitLine(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                matcher.group(4)));
    }
}
