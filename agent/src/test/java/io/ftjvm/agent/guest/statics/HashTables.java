package io.ftjvm.agent.guest.statics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JDK's hash tables in a heap dump, by key: where an entry is may hang on a seed. */
final class HashTables {
    private static final String SET = "java.util.ImmutableCollections$SetN#elements";
    private static final String MAP = "java.util.ImmutableCollections$MapN#table";
    private static final Set<String> NODES =
            Set.of("java.util.HashMap#table", "java.util.concurrent.ConcurrentHashMap#table");

    private HashTables() {}

    /** Whether the field holds such a table, {@code class#name}. */
    static boolean isTable(String field) {
        return field.equals(SET) || field.equals(MAP) || NODES.contains(field);
    }

    /**
     * What a table holds, by the text of the key; keys of one text, and those that have none, are left out.
     *
     * @param field the field that holds the table
     */
    static Map<String, List<Long>> entries(HeapDump dump, String field, long table) {
        List<Long> elements = new ArrayList<>();
        dump.visit(table, (owner, name, type, value) -> elements.add(value));
        Map<String, List<Long>> entries = new HashMap<>();
        Set<String> twice = new HashSet<>();
        int step = field.equals(MAP) ? 2 : 1;
        for (int i = 0; i < elements.size(); i += step) {
            long element = elements.get(i);
            if (!NODES.contains(field)) {
                put(dump, entries, twice, element, step == 2 ? elements.get(i + 1) : 0);
                continue;
            }
            for (long node = element; node != 0; ) {
                Map<String, Long> fields = fields(dump, node);
                Long first = fields.get("first"); // of a bin that is a tree
                if (first == null) {
                    long value = fields.getOrDefault("value", fields.getOrDefault("val", 0L));
                    put(dump, entries, twice, fields.getOrDefault("key", 0L), value);
                }
                node = first != null ? first : fields.getOrDefault("next", 0L);
            }
        }
        entries.keySet().removeAll(twice);
        return entries;
    }

    private static void put(HeapDump dump, Map<String, List<Long>> entries, Set<String> twice, long key, long value) {
        String text = key == 0 ? null : text(dump, key);
        if (text != null && entries.put(text, List.of(key, value)) != null) {
            twice.add(text);
        }
    }

    /** What a key is, if that can be said in a few words. */
    private static String text(HeapDump dump, long key) {
        if (dump.isString(key) || dump.asClass(key) != null) {
            return dump.shape(key);
        }
        Long name = fields(dump, key).get("name");
        return name != null && dump.isString(name) ? dump.shape(key) + " " + dump.shape(name) : null;
    }

    private static Map<String, Long> fields(HeapDump dump, long id) {
        Map<String, Long> fields = new HashMap<>();
        dump.visit(id, (owner, name, type, value) -> {
            if (name != null && type == HeapDump.REFERENCE) {
                fields.putIfAbsent(name, value);
            }
        });
        return fields;
    }
}
