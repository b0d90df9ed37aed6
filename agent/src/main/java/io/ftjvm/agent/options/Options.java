package io.ftjvm.agent.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The agent's options, immutable. {@link #parse} applies the defaults and checks each value and how they fit together.
 *
 * @param name the protected service; one word
 * @param arbiter address of the arbiter, empty for the user's own directory
 * @param channel where the primary's logging channel listens
 * @param disk how the guest's files are kept
 * @param record log file to write instead of having a backup
 * @param replay log file to execute again
 * @param heartbeat interval between two heartbeats
 * @param timeout silence after which the other side counts as lost; at least two heartbeats
 * @param maxlag execution lag past which the primary is slowed
 * @param quantum instructions between two scheduling points, empty to tune it
 * @param cpus what {@code Runtime.availableProcessors()} tells the guest
 * @param latency file for HdrHistogram's interval log
 * @param strict whether an unclassified or denied crossing throws in the guest
 * @param strictmath whether the guest's {@code Math} is {@code StrictMath}, so that processors may be unlike
 * @param natives native libraries of the program that are loaded: the user has declared them pure
 * @param retain bytes of log kept so that a backup can join
 * @param secret what both ends of the logging channel prove to know, empty to let the arbiter carry a random one
 */
public record Options(
        String name,
        Optional<String> arbiter,
        ChannelAddress channel,
        Disk disk,
        Optional<Path> record,
        Optional<Path> replay,
        Duration heartbeat,
        Duration timeout,
        Duration maxlag,
        OptionalLong quantum,
        int cpus,
        Optional<Path> latency,
        boolean strict,
        boolean strictmath,
        List<String> natives,
        long retain,
        Optional<String> secret) {

    /** How the guest's files are kept. */
    public enum Disk {
        /** One disk, only the primary writes. */
        SHARED
    }

    /**
     * Parses what follows {@code -javaagent:ftagent.jar=}.
     *
     * @param text {@code key=value,key=value}; null or empty for none
     * @param command the system property {@code sun.java.command}, null if there is none: gives the default name
     * @throws OptionException if an option is unknown or bad, or the file of {@code config=FILE} cannot be read
     */
    public static Options parse(String text, String command) {
        OptionValues values = new OptionValues(OptionText.parse(text));
        Options options = new Options(
                values.name("name").orElseGet(() -> ServiceName.of(command)),
                values.arbiter("arbiter"),
                values.channel("channel"),
                values.disk("disk"),
                values.file("record"),
                values.file("replay"),
                values.duration("heartbeat", Duration.ofMillis(10)),
                values.duration("timeout", Duration.ofMillis(100)),
                values.duration("maxlag", Duration.ofMillis(100)),
                values.count("quantum", Long.MAX_VALUE),
                (int) values.count("cpus", 4096).orElse(1),
                values.file("latency"),
                values.flag("strict", true),
                values.flag("strictmath", false),
                values.names("natives"),
                values.size("retain", 1L << 30),
                values.text("secret"));
        options.checkTogether();
        return options;
    }

    private void checkTogether() {
        if (record.isPresent() && replay.isPresent()) {
            throw new OptionException("record and replay exclude each other");
        }
        if (timeout.compareTo(heartbeat.plus(heartbeat)) < 0) {
            throw new OptionException("timeout is shorter than two heartbeats: one late packet would be a failover");
        }
    }

    /** Every option but the secret, for messages and logs. */
    @Override
    public String toString() {
        return "name=" + name + " arbiter=" + arbiter.orElse("(default)") + " channel=" + channel + " disk=" + disk
                + " record=" + record.map(Path::toString).orElse("-") + " replay="
                + replay.map(Path::toString).orElse("-") + " heartbeat=" + heartbeat + " timeout=" + timeout
                + " maxlag=" + maxlag + " quantum=" + (quantum.isPresent() ? quantum.getAsLong() : "(tuned)")
                + " cpus=" + cpus + " latency=" + latency.map(Path::toString).orElse("-") + " strict=" + strict
                + " strictmath=" + strictmath
                + " natives=" + String.join(":", natives)
                + " retain=" + retain;
    }
}
