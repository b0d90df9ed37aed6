package io.ftjvm.litmus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Serialisation: computed serial version ids - rewriting must not change them - custom hooks, graphs, lambdas. */
public final class Serialization {
    private static class Node implements Serializable {
        private static int made;
        private final String name;
        private transient long stamp = System.nanoTime();
        private final List<Node> next = new ArrayList<>();

        Node(String name) {
            this.name = name;
            made++;
        }

        synchronized int size() {
            return next.size();
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            if (name == null) {
                throw new InvalidObjectException("no name");
            }
            stamp = name.length();
        }
    }

    private interface SerializableSupplier extends Supplier<String>, Serializable {}

    public static void main(String[] args) throws Exception {
        System.out.println(Long.toHexString(ObjectStreamClass.lookup(Node.class).getSerialVersionUID()));
        System.out.println(
                Long.toHexString(ObjectStreamClass.lookup(Locked.class).getSerialVersionUID()));
        Node a = new Node("a");
        Node b = new Node("b");
        a.next.add(b);
        b.next.add(a);
        Map<String, Object> graph = new HashMap<>();
        graph.put("a", a);
        graph.put("b", b);
        graph.put("thread state", Thread.State.NEW);
        byte[] bytes = write(graph);
        System.out.println(bytes.length + " " + java.util.Arrays.hashCode(bytes));
        Map<?, ?> copy = (Map<?, ?>) read(bytes);
        Node read = (Node) copy.get("a");
        Check.that(read.next.get(0) == copy.get("b"), "identity within a graph");
        Check.equal(1L, read.stamp, "a hook ran");
        Check.equal(1, read.size(), "size");
        Check.equal(2, Node.made, "constructors do not run");
        String captured = "captured " + args.length;
        SerializableSupplier lambda = () -> captured;
        Check.equal(captured, ((SerializableSupplier) read(write(lambda))).get(), "a lambda that travelled");
        Check.thrown(java.io.NotSerializableException.class, () -> write(new Object()));
    }

    private static class Locked implements Serializable {
        static {
            Crew.work(10);
        }

        protected final int x = 5;

        public synchronized int x() {
            return x;
        }
    }

    private static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(object);
        }
        return out.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
