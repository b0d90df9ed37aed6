package io.ftjvm.agent.guest;

import java.util.List;
import java.util.Optional;

/**
 * How one process ended.
 *
 * @param name what the test calls it
 * @param command its command line
 * @param pid its process id
 * @param status exit status; {@link #TIMEOUT} if it had to be killed
 * @param out its standard output
 * @param err its standard error; the threads it was in, too, if it had to be killed
 */
record Run(String name, List<String> command, long pid, int status, String out, String err) {
    /** Status of a run that did not end in time. */
    static final int TIMEOUT = -1;

    Optional<ExitLine> exitLine() {
        return ExitLine.in(err);
    }

    /** The agent's own lines of standard error. */
    List<String> messages() {
        return err.lines().filter(line -> line.startsWith("ftjvm: ")).toList();
    }

    /** Everything about this run that helps to understand a failure. */
    String describe() {
        String ended = status == TIMEOUT ? "did not end" : "ended with status " + status;
        String tail = out.substring(Math.max(0, out.length() - 300));
        return name + " " + ended + "\n  " + String.join(" ", command) + "\n--- standard error of " + name + "\n"
                + shorten(err, 8000) + "\n--- the end of its standard output\n" + tail + "\n---";
    }

    /** The first line in which this run's standard output differs from another's; empty if there is none. */
    Optional<String> firstDifference(Run other) {
        if (out.equals(other.out)) {
            return Optional.empty();
        }
        List<String> mine = out.lines().toList();
        List<String> theirs = other.out.lines().toList();
        int line = 0;
        while (line < mine.size() && line < theirs.size() && mine.get(line).equals(theirs.get(line))) {
            line++;
        }
        return Optional.of("standard output differs in line " + (line + 1) + "\n  " + name + ": " + line(mine, line)
                + "\n  " + other.name + ": " + line(theirs, line));
    }

    private static String line(List<String> lines, int line) {
        return line < lines.size() ? shorten(lines.get(line), 400) : "(ends here)";
    }

    private static String shorten(String text, int length) {
        return text.length() <= length
                ? text
                : text.substring(0, length / 2) + "\n  [...]\n" + text.substring(text.length() - length / 2);
    }
}
