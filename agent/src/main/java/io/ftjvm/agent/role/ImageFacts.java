package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.AgentJar;
import io.ftjvm.agent.boot.StartException;
import io.ftjvm.agent.options.Options;
import io.ftjvm.channel.ImageDescription;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.Instructions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the guest is a function of besides the log: JDK build, agent build, class path by content, arguments, and the
 * options that it can notice. Two runs with the same facts and the same log are the same run.
 */
final class ImageFacts {
    /** The key says what can be done about it. */
    private static final String PROCESSOR = "processor (which may differ where both have strictmath)";

    private ImageFacts() {}

    static ImageDescription of(Options options) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("jdk", System.getProperty("java.vm.version") + " " + System.getProperty("java.vm.vendor"));
        facts.put("agent", hash(AgentJar.path()));
        facts.put("command", System.getProperty("sun.java.command"));
        facts.put("quantum", Long.toString(options.quantum().orElse(Instructions.DEFAULT_QUANTUM)));
        facts.put("strict", Boolean.toString(options.strict()));
        facts.put("strictmath", Boolean.toString(options.strictmath()));
        List<String> arguments = List.of(Guest.jvmArguments());
        if (!options.strictmath() || Processor.shows(arguments)) {
            facts.put(PROCESSOR, processor(arguments));
        }
        facts.put("cpus", Integer.toString(options.cpus()));
        facts.put("natives", String.join(":", options.natives()));
        facts.put("properties", properties());
        facts.put("java.home", System.getProperty("java.home"));
        facts.put("encodings", encodings());
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (int i = 0; i < entries.length; i++) {
            Path entry = Path.of(entries[i].isEmpty() ? "." : entries[i]);
            if (!entry.toAbsolutePath().normalize().equals(AgentJar.path().normalize())) {
                facts.put("classpath." + i + " " + entry.toAbsolutePath().normalize(), hash(entry));
            }
        }
        return new ImageDescription(facts);
    }

    private static String processor(List<String> arguments) {
        try {
            return Processor.features(arguments);
        } catch (IOException e) {
            throw new StartException("the processor's features cannot be read: " + e.getMessage(), e);
        }
    }

    /** The user's own -D options: the guest can read them. */
    private static String properties() {
        return Stream.of(Guest.jvmArguments()).filter(a -> a.startsWith("-D")).collect(Collectors.joining(" "));
    }

    /** They follow the host's locale, and the JDK has made its streams and path names of them by now. */
    private static String encodings() {
        return Charset.defaultCharset() + " " + System.getProperty("sun.jnu.encoding") + " "
                + System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding")) + " "
                + System.getProperty("stderr.encoding", System.getProperty("sun.stderr.encoding"));
    }

    private static String hash(Path entry) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            if (Files.isDirectory(entry)) {
                List<Path> files;
                try (Stream<Path> walk = Files.walk(entry)) {
                    files = walk.filter(Files::isRegularFile).sorted().toList();
                }
                for (Path f : files) {
                    sha.update(entry.relativize(f).toString().getBytes(StandardCharsets.UTF_8));
                    update(sha, f);
                }
            } else if (Files.isRegularFile(entry)) {
                update(sha, entry);
            } else {
                return "absent";
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 12);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new StartException("class path entry " + entry + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void update(MessageDigest sha, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                sha.update(buffer, 0, n);
            }
        }
    }
}
