package io.ftjvm.agent.guest.statics;

import io.ftjvm.agent.guest.statics.HeapDump.DumpedClass;
import io.ftjvm.agent.guest.statics.HeapDump.Field;
import io.ftjvm.agent.guest.statics.StaticsDiff.Difference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of what varies from one run of the JDK to the next, {@code varying-statics.txt}, and what a heap has to do with
 * it. A line is: kind, releases, field, reason. Fields are {@code class.name} if static, else {@code class#name}. Kinds:
 *
 * <ul>
 *   <li>{@code seed}: drawn anew in every plain JVM. A guest's is from image and log.
 *   <li>{@code chance}: the same, but two boots may agree.
 *   <li>{@code host}: may vary between a guest and its replay, and no guest sees it.
 *   <li>{@code cache}: the same; what is found there is what would be computed.
 * </ul>
 *
 * <p>Releases are {@code *}, a last one as {@code -17}, or a first one as {@code 18-}.
 */
public final class VaryingStatics {
    private final Map<String, String> kinds;

    private VaryingStatics(Map<String, String> kinds) {
        this.kinds = kinds;
    }

    /** The table's lines for one release. */
    public static VaryingStatics of(int release) throws IOException {
        Map<String, String> kinds = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                VaryingStatics.class.getResourceAsStream("varying-statics.txt"), StandardCharsets.US_ASCII))) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] words = line.split(" +", 4);
                if (!line.isBlank() && !line.startsWith("#") && has(words[1], release)) {
                    if (!Set.of("seed", "chance", "host", "cache").contains(words[0]) || words.length < 4) {
                        throw new IOException("no kind, releases, field and reason: " + line);
                    }
                    if (kinds.put(words[2], words[0]) != null) {
                        throw new IOException("twice: " + line);
                    }
                }
            }
        }
        return new VaryingStatics(kinds);
    }

    private static boolean has(String releases, int release) {
        return releases.equals("*")
                || (releases.startsWith("-")
                        ? release <= Integer.parseInt(releases.substring(1))
                        : release >= Integer.parseInt(releases.substring(0, releases.length() - 1)));
    }

    /** The table without one of its lines. */
    public VaryingStatics without(String field) {
        Map<String, String> rest = new LinkedHashMap<>(kinds);
        rest.remove(field);
        return new VaryingStatics(rest);
    }

    /** What is drawn anew in every plain JVM. */
    public Set<String> seeds() {
        return kinds.keySet().stream()
                .filter(field -> kinds.get(field).equals("seed"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Fields of the table that a heap does not have. */
    public List<String> missing(HeapDump heap) {
        Set<String> fields = new TreeSet<>();
        for (DumpedClass c : heap.classes()) {
            for (Field f : c.statics()) {
                fields.add(c.name() + "." + f.name());
            }
            for (Field f : c.fields()) {
                fields.add(c.name() + "#" + f.name());
            }
        }
        return kinds.keySet().stream().filter(field -> !fields.contains(field)).toList();
    }

    /** What differs between a guest and its replay, or a primary and its backup, and may not. */
    public List<String> differences(HeapDump one, HeapDump other) {
        return StaticsDiff.between(one, other, false, this::differsUnseen).stream()
                .map(d -> "not in the table: " + d)
                .toList();
    }

    /** What differs between two boots of a plain JVM, but for what is in the table and no seed. */
    public List<Difference> ofPlainJvms(HeapDump one, HeapDump other) {
        return StaticsDiff.between(
                one, other, true, field -> differsUnseen(field) || "chance".equals(kinds.get(field)));
    }

    /** What of it is in no line, and what is a seed and does not differ. */
    public List<String> unexpected(List<Difference> ofPlainJvms) {
        List<String> unexpected = new ArrayList<>();
        Set<String> seeds = seeds();
        for (Difference d : ofPlainJvms) {
            if (!seeds.remove(d.field())) {
                unexpected.add("not in the table: " + d);
            }
        }
        seeds.forEach(seed -> unexpected.add("does not vary: " + seed));
        return unexpected;
    }

    private boolean differsUnseen(String field) {
        String kind = kinds.get(field);
        return "host".equals(kind) || "cache".equals(kind);
    }
}
