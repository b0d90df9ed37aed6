package io.ftjvm.agent.guest.statics;

import io.ftjvm.agent.guest.statics.HeapDump.DumpedClass;
import io.ftjvm.agent.guest.statics.HeapDump.Field;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares the static fields of two heaps, and all that can be reached from them. Objects are the same if they are of one
 * shape and hold the same; where they are does not matter. Of each static field the first difference is told.
 *
 * <p>In plain JVMs the order of immutable sets and maps hangs on a seed, and with it the order of much that is made from
 * them. There {@linkplain HashTables hash tables} are compared by key.
 */
public final class StaticsDiff {
    /** Objects of the agent's are not looked into; those of the guest runtime are. */
    private static final String AGENT = "io.ftjvm.agent.";

    private static final String PLATFORM_LOADER = "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

    private final HeapDump a;
    private final HeapDump b;
    private final boolean byKey;
    private final Predicate<String> skipped;
    private final Deque<Pair> toDo = new ArrayDeque<>();
    private final Set<Ids> seen = new HashSet<>();
    private final Map<String, Difference> found = new LinkedHashMap<>();

    /**
     * A static field that is not the same.
     *
     * @param field {@code class.name} of the static field
     * @param path how the first difference is reached from it: {@code class#name} of each field
     */
    public record Difference(String field, List<String> path, String one, String other) {
        @Override
        public String toString() {
            return field + (path.isEmpty() ? "" : " > " + String.join(" > ", path)) + ": " + one + " / " + other;
        }
    }

    private record Ids(long a, long b) {}

    private record Pair(long a, long b, Path path) {}

    /** A way from a static field, backwards. */
    private record Path(Path before, String step) {}

    /** A field of an object, or, without a name, an element of an array. */
    private record Value(String field, int type, long value) {}

    private StaticsDiff(HeapDump a, HeapDump b, boolean byKey, Predicate<String> skipped) {
        this.a = a;
        this.b = b;
        this.byKey = byKey;
        this.skipped = skipped;
    }

    /**
     * The static fields, of classes that both heaps have, that are not the same.
     *
     * @param byKey whether it does not matter where in a hash table something is
     * @param skipped fields that are not looked at, {@code class.name} if static, else {@code class#name}
     */
    static List<Difference> between(HeapDump a, HeapDump b, boolean byKey, Predicate<String> skipped) {
        StaticsDiff diff = new StaticsDiff(a, b, byKey, skipped);
        Map<String, DumpedClass> others = compared(b);
        compared(a).forEach((name, c) -> {
            DumpedClass other = others.get(name);
            if (other != null) {
                diff.statics(c, other);
            }
        });
        diff.follow();
        return new ArrayList<>(diff.found.values());
    }

    /** The JDK's classes and this guest, by name, but for hidden ones and the agent's. */
    static Map<String, DumpedClass> compared(HeapDump dump) {
        Map<String, DumpedClass> classes = new HashMap<>();
        for (DumpedClass c : dump.classes()) {
            boolean jdk = (c.loader() == 0
                            || dump.shape(c.loader()).equals(PLATFORM_LOADER)
                            || c.name().startsWith("jdk."))
                    && !c.name().startsWith("io.ftjvm.");
            boolean hidden = c.name().contains("/0x") || c.name().contains("+0x");
            if (!hidden && (jdk || c.name().equals(WholeJdk.class.getName()))) {
                classes.put(c.name(), c);
            }
        }
        return classes;
    }

    private void statics(DumpedClass c, DumpedClass other) {
        Map<String, Field> fields = new HashMap<>();
        other.statics().forEach(f -> fields.put(f.name(), f));
        for (Field f : c.statics()) {
            String name = c.name() + "." + f.name();
            boolean ofTheJvm = f.name().startsWith("<");
            Field g = fields.get(f.name());
            if (!ofTheJvm && g != null && f.type() == g.type() && !skipped.test(name)) {
                value(f.type(), f.value(), g.value(), new Path(null, name));
            }
        }
    }

    private void value(int type, long one, long other, Path path) {
        if (type != HeapDump.REFERENCE) {
            if (one != other) {
                differs(path, Long.toString(one), Long.toString(other));
            }
        } else if ((one != 0 || other != 0) && seen.add(new Ids(one, other))) {
            String shape = a.shape(one);
            if (!shape.equals(b.shape(other))) {
                differs(path, shape, b.shape(other));
            } else if (a.asClass(one) == null && !a.isString(one) && !shape.startsWith(AGENT)) {
                toDo.add(new Pair(one, other, path));
            }
        }
    }

    private void follow() {
        for (Pair p; (p = toDo.poll()) != null; ) {
            ByteBuffer primitives = a.primitives(p.a);
            if (primitives != null) {
                int at = primitives.mismatch(b.primitives(p.b));
                if (at >= 0) {
                    differs(p.path, "another content", "from byte " + at + " on");
                }
                continue;
            }
            if (byKey && HashTables.isTable(p.path.step)) {
                table(p);
                continue;
            }
            List<Value> one = values(a, p.a);
            List<Value> other = values(b, p.b);
            for (int i = 0; i < one.size(); i++) {
                Value v = one.get(i);
                String step = v.field == null ? "[" + i + "]" : v.field;
                if (!skipped.test(step)) {
                    value(v.type, v.value, other.get(i).value, new Path(p.path, step));
                }
            }
        }
    }

    private void table(Pair p) {
        Map<String, List<Long>> others = HashTables.entries(b, p.path.step, p.b);
        HashTables.entries(a, p.path.step, p.a).forEach((key, one) -> {
            List<Long> other = others.get(key);
            Path path = new Path(p.path, "[" + key + "]");
            if (other == null) {
                differs(path, "such a key", "none");
                return;
            }
            for (int i = 0; i < one.size(); i++) {
                value(HeapDump.REFERENCE, one.get(i), other.get(i), path);
            }
        });
    }

    private static List<Value> values(HeapDump dump, long id) {
        List<Value> values = new ArrayList<>();
        dump.visit(
                id,
                (owner, name, type, value) ->
                        values.add(new Value(name == null ? null : owner.name() + "#" + name, type, value)));
        return values;
    }

    private void differs(Path path, String one, String other) {
        LinkedList<String> steps = new LinkedList<>();
        Path p = path;
        for (; p.before != null; p = p.before) {
            steps.addFirst(p.step);
        }
        found.putIfAbsent(p.step, new Difference(p.step, List.copyOf(steps), one, other));
    }
}
