package io.ftjvm.agent.guest.statics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The heap of a JVM as HotSpot dumps it (hprof, version 1.0.2, identifiers of eight bytes): its classes with their static
 * fields, its objects with theirs. Not thread-safe.
 */
public final class HeapDump {
    private static final int UTF8 = 0x01;
    private static final int LOAD_CLASS = 0x02;
    private static final int HEAP_DUMP = 0x0C;
    private static final int HEAP_DUMP_SEGMENT = 0x1C;

    private static final int CLASS_DUMP = 0x20;
    private static final int INSTANCE_DUMP = 0x21;
    private static final int OBJECT_ARRAY_DUMP = 0x22;
    private static final int PRIMITIVE_ARRAY_DUMP = 0x23;

    /** Bytes of each kind of root behind the identifier it begins with; -1 where there is no such kind. */
    private static final int[] ROOT = {-1, 8, 8, 8, 4, 0, 4, 0, 8};

    private static final int ROOT_UNKNOWN = 0xFF;

    /** The type of references; the others are primitive. */
    static final int REFERENCE = 2;

    private static final int[] SIZE = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};

    /** Element types of primitive arrays, by type. */
    private static final String[] NAME = {
        null, null, null, null, "boolean", "char", "float", "double", "byte", "short", "int", "long"
    };

    private final ByteBuffer in;
    private final Map<Long, String> strings = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, DumpedClass> classes = new LinkedHashMap<>();

    /** Where each object's record begins, by identifier. */
    private final Map<Long, Integer> objects = new HashMap<>(1 << 19);

    /**
     * A field and, if it is static, what it holds.
     *
     * @param type one of the format's types
     * @param value a reference, or the bits of a primitive value; of a static field only
     */
    record Field(String name, int type, long value) {
        boolean isReference() {
            return type == REFERENCE;
        }
    }

    /** A class that the JVM has linked. */
    record DumpedClass(long id, String name, long superId, long loader, List<Field> statics, List<Field> fields) {}

    private HeapDump(ByteBuffer in) {
        this.in = in;
    }

    public static HeapDump read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            HeapDump dump = new HeapDump(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            dump.index();
            return dump;
        }
    }

    private void index() throws IOException {
        StringBuilder header = new StringBuilder();
        for (int c; (c = in.get()) != 0; ) {
            header.append((char) c);
        }
        if (!header.toString().equals("JAVA PROFILE 1.0.2") || in.getInt() != Long.BYTES) {
            throw new IOException("not a heap dump of a 64-bit HotSpot: " + header);
        }
        in.getLong();
        while (in.hasRemaining()) {
            int tag = in.get();
            in.getInt();
            int length = in.getInt();
            int end = in.position() + length;
            switch (tag) {
                case UTF8:
                    long id = in.getLong();
                    byte[] bytes = new byte[length - Long.BYTES];
                    in.get(bytes);
                    strings.put(id, new String(bytes, StandardCharsets.UTF_8));
                    break;
                case LOAD_CLASS:
                    in.getInt();
                    long c = in.getLong();
                    in.getInt();
                    names.put(c, strings.get(in.getLong()).replace('/', '.'));
                    break;
                case HEAP_DUMP:
                case HEAP_DUMP_SEGMENT:
                    while (in.position() < end) {
                        indexRecord();
                    }
                    break;
                default:
                    break; // stacks and the end
            }
            in.position(end);
        }
    }

    private void indexRecord() throws IOException {
        int at = in.position();
        int tag = in.get() & 0xff;
        long id = in.getLong();
        switch (tag) {
            case CLASS_DUMP:
                indexClass(id);
                return;
            case INSTANCE_DUMP:
                objects.put(id, at);
                skip(4 + 8);
                skip(in.getInt());
                return;
            case OBJECT_ARRAY_DUMP:
                objects.put(id, at);
                skip(4);
                int length = in.getInt();
                skip(8 + 8 * length);
                return;
            case PRIMITIVE_ARRAY_DUMP:
                objects.put(id, at);
                skip(4);
                int n = in.getInt();
                skip(SIZE[in.get()] * n);
                return;
            case ROOT_UNKNOWN:
                return;
            default:
                if (tag >= ROOT.length || ROOT[tag] < 0) {
                    throw new IOException("a record of an unknown kind: " + tag + " at " + at);
                }
                skip(ROOT[tag]);
        }
    }

    private void indexClass(long id) {
        skip(4);
        long superId = in.getLong();
        long loader = in.getLong();
        skip(4 * 8 + 4);
        for (int k = in.getShort() & 0xffff; k > 0; k--) {
            skip(2);
            skip(SIZE[in.get()]);
        }
        List<Field> statics = new ArrayList<>();
        for (int k = in.getShort() & 0xffff; k > 0; k--) {
            String name = strings.get(in.getLong());
            int type = in.get();
            statics.add(new Field(name, type, value(type)));
        }
        List<Field> fields = new ArrayList<>();
        for (int k = in.getShort() & 0xffff; k > 0; k--) {
            fields.add(new Field(strings.get(in.getLong()), in.get(), 0));
        }
        classes.put(id, new DumpedClass(id, names.get(id), superId, loader, statics, fields));
    }

    private long value(int type) {
        switch (SIZE[type]) {
            case 1:
                return in.get();
            case 2:
                return in.getShort();
            case 4:
                return in.getInt();
            default:
                return in.getLong();
        }
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    /** Every class of the dump. */
    Collection<DumpedClass> classes() {
        return Collections.unmodifiableCollection(classes.values());
    }

    /** The class object with this identifier; null if it is another object. */
    DumpedClass asClass(long id) {
        return classes.get(id);
    }

    /** What an object is: the name of its class, of an array its length too, or the text of a string. */
    String shape(long id) {
        if (id == 0) {
            return "null";
        }
        DumpedClass c = classes.get(id);
        if (c != null) {
            return "class " + plain(c.name);
        }
        Integer at = objects.get(id);
        if (at == null) {
            return "an object that is not in the dump";
        }
        switch (in.get(at) & 0xff) {
            case INSTANCE_DUMP:
                return isString(id) ? '"' + text(id) + '"' : plain(names.get(in.getLong(at + 13)));
            case OBJECT_ARRAY_DUMP:
                return plain(names.get(in.getLong(at + 17))) + " of " + in.getInt(at + 13);
            default:
                return NAME[in.get(at + 17)] + "[] of " + in.getInt(at + 13);
        }
    }

    /** Hidden classes, of lambdas mostly, have an address in their name; some have a number. */
    private static String plain(String name) {
        int address = Math.max(name.indexOf("+0x"), name.indexOf("/0x"));
        return address < 0 ? name : name.substring(0, address).replaceAll("Lambda\\$[0-9]+", "Lambda");
    }

    private String text(long string) {
        long[] found = new long[2];
        visit(string, (owner, name, type, value) -> {
            if (name.equals("value")) {
                found[0] = value;
            } else if (name.equals("coder")) {
                found[1] = value;
            }
        });
        ByteBuffer value = primitives(found[0]);
        byte[] bytes = new byte[value == null ? 0 : value.remaining()];
        if (value != null) {
            value.get(bytes);
        }
        return new String(bytes, found[1] == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    }

    /** Whether an object is a string: its text is in its shape. */
    boolean isString(long id) {
        DumpedClass c = classOf(id);
        return c != null && c.name.equals("java.lang.String");
    }

    /** The class of an object that is no array and no class; null for all others. */
    DumpedClass classOf(long id) {
        Integer at = objects.get(id);
        return at != null && (in.get(at) & 0xff) == INSTANCE_DUMP ? classes.get(in.getLong(at + 13)) : null;
    }

    /** The elements of an array of primitive values, as bytes; null for another object. */
    ByteBuffer primitives(long id) {
        Integer at = objects.get(id);
        if (at == null || (in.get(at) & 0xff) != PRIMITIVE_ARRAY_DUMP) {
            return null;
        }
        return in.slice(at + 18, in.getInt(at + 13) * SIZE[in.get(at + 17)]);
    }

    /** What takes an object's fields, its class's before those of the superclasses, or the elements of an array of references. */
    interface Visitor {
        /**
         * @param owner the class that declares the field; null for an element
         * @param name the field's name; null for an element
         */
        void value(DumpedClass owner, String name, int type, long value);
    }

    /** Shows what an object holds, in an order that is the same for all objects of one shape. */
    void visit(long id, Visitor visitor) {
        Integer at = objects.get(id);
        if (at == null) {
            return;
        }
        switch (in.get(at) & 0xff) {
            case INSTANCE_DUMP:
                in.position(at + 25);
                for (DumpedClass c = classOf(id); c != null; c = classes.get(c.superId)) {
                    for (Field f : c.fields) {
                        visitor.value(c, f.name, f.type, value(f.type));
                    }
                }
                return;
            case OBJECT_ARRAY_DUMP:
                int length = in.getInt(at + 13);
                in.position(at + 25);
                for (int k = 0; k < length; k++) {
                    visitor.value(null, null, REFERENCE, in.getLong());
                }
                return;
            default:
                return;
        }
    }
}
