package io.ftjvm.agent.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The collections of a JVM that {@code -Xlog:gc:file=FILE:uptime} has been asked of.
 *
 * @param seconds when, since the JVM's start
 * @param left used heap after each, in MB
 */
record HeapLog(List<Double> seconds, List<Integer> left) {
    private static final Pattern COLLECTION = Pattern.compile("^\\[([0-9.]+)s\\].*\\b\\d+M->(\\d+)M\\(");

    static HeapLog of(Path file) throws IOException {
        HeapLog log = new HeapLog(new ArrayList<>(), new ArrayList<>());
        for (String line : Files.readAllLines(file)) {
            Matcher m = COLLECTION.matcher(line);
            if (m.find()) {
                log.seconds.add(Double.valueOf(m.group(1)));
                log.left.add(Integer.valueOf(m.group(2)));
            }
        }
        return log;
    }

    /** The least that a collection has left in each of so many spans of equal length; -1 where there was none. */
    List<Integer> least(int spans) {
        List<Integer> least = new ArrayList<>();
        double end = seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1);
        for (int span = 0; span < spans; span++) {
            int min = Integer.MAX_VALUE;
            for (int i = 0; i < seconds.size(); i++) {
                if (Math.min(spans - 1, (int) (seconds.get(i) * spans / end)) == span) {
                    min = Math.min(min, left.get(i));
                }
            }
            least.add(min == Integer.MAX_VALUE ? -1 : min);
        }
        return least;
    }
}
