package io.ftjvm.litmus;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/** Identity hash codes, and everything that prints or orders by them, in main, in other threads and in initialisers. */
public final class IdentityHashes {
    private enum Colour {
        RED,
        GREEN,
        BLUE
    }

    private static final class Initialised {
        static final int HASH = new Object().hashCode();
    }

    private static final class Named {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static void main(String[] args) throws Exception {
        Object first = new Object();
        Check.equal(first.hashCode(), System.identityHashCode(first), "identity hash code");
        Check.equal(0, System.identityHashCode(null), "identity hash code of null");
        System.out.println(first + " " + new int[0] + " " + Initialised.HASH);
        orders();
        known();
        StringBuffer hashes = new StringBuffer();
        Crew.run(4, number -> {
            for (int i = 0; i < 5; i++) {
                Object object = new Object();
                int hash = object.hashCode();
                Thread.yield();
                Check.equal(hash, object.hashCode(), "a second look at a hash code");
                hashes.append(number)
                        .append(':')
                        .append(Integer.toHexString(hash))
                        .append(' ');
            }
        });
        System.out.println(hashes);
        int before = first.hashCode();
        System.gc();
        Check.equal(before, first.hashCode(), "hash code after a collection");
        synchronized (first) {
            first.wait(1);
        }
        Check.equal(before, first.hashCode(), "hash code after a wait");
    }

    private static void orders() {
        Map<Object, String> hash = new HashMap<>();
        Map<Object, String> identity = new IdentityHashMap<>();
        Map<Object, String> weak = new WeakHashMap<>();
        Set<Object> set = new HashSet<>();
        List<Object> keep = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Object key = new Named("n" + i);
            keep.add(key);
            hash.put(key, "" + i);
            identity.put(key, "" + i);
            weak.put(key, "" + i);
            set.add(key);
        }
        System.out.println(hash.values());
        System.out.println(identity.values());
        System.out.println(weak.values());
        System.out.println(set);
        Check.equal(20, keep.size(), "objects");
    }

    /** Objects that others - the JVM, class loading, the library - may have hashed before. */
    private static void known() throws Exception {
        Set<Object> set = new HashSet<>(Arrays.asList(
                String.class,
                Object.class,
                int.class,
                Thread.class,
                IdentityHashes.class,
                Colour.class,
                HashMap.class));
        set.addAll(Arrays.asList(Colour.values()));
        set.addAll(Arrays.asList(TimeUnit.values()));
        System.out.println(set);
        Method main = IdentityHashes.class.getMethod("main", String[].class);
        System.out.println(main.hashCode() + " " + Thread.currentThread().hashCode() + " " + System.out.hashCode() + " "
                + ClassLoader.getSystemClassLoader().hashCode() + " "
                + Runtime.getRuntime().hashCode() + " "
                + Thread.currentThread().getThreadGroup().hashCode() + " " + String.class.hashCode() + " "
                + Object.class.getModule().hashCode() + " " + Colour.RED.hashCode());
        Runnable lambda = () -> {};
        System.out.println(lambda.hashCode() + " " + new Named[2] + " " + new Throwable().hashCode());
    }
}
