package io.ftjvm.litmus.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Makes references of all kinds, without an end in sight, in a small heap: nobody may hold on to one that a plain JVM would
 * let go, or to what it referred to. Arguments: rounds of 100,000, each printed.
 */
public final class ReferenceChurn {
    private static final int ROUND = 100_000;
    private static final int KEYS = 1000;

    private static long enqueued;
    private static long missing;

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Map<Integer, WeakReference<byte[]>> listeners = new HashMap<>();
        Map<Object, byte[]> byLongLivedKey = new WeakHashMap<>();
        Map<Object, byte[]> byShortLivedKey = new WeakHashMap<>();
        Set<Reference<?>> phantoms = new HashSet<>();
        Object[] keys = new Object[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = new Object();
        }
        for (int round = 0; round < rounds; round++) {
            long seen = 0;
            for (int i = 0; i < ROUND; i++) {
                byte[] value = new byte[100];
                seen += new WeakReference<>(value).get().length;
                seen += new SoftReference<>(value, queue).get().length;
                new WeakReference<>(keys[i % KEYS], queue).get();
                WeakReference<byte[]> before = listeners.put(i % KEYS, new WeakReference<>(value));
                if (before != null && before.get() == null) {
                    missing++;
                }
                // Self-reference: what pins the value must not pin the reference.
                Object[] self = new Object[1];
                self[0] = new WeakReference<>(self);
                if (i % 2 == 0) {
                    byLongLivedKey.put(keys[i % KEYS], value);
                    byLongLivedKey.remove(keys[i % KEYS]);
                    byShortLivedKey.put(new Object(), value);
                } else {
                    phantoms.add(new PhantomReference<>(value, queue));
                }
                drain(queue, phantoms);
            }
            System.out.println(round + ": " + seen + " " + enqueued + " " + missing + " " + byShortLivedKey.size() + " "
                    + phantoms.size());
        }
    }

    private static void drain(ReferenceQueue<Object> queue, Set<Reference<?>> phantoms) {
        for (Reference<?> r; (r = queue.poll()) != null; ) {
            enqueued++;
            phantoms.remove(r);
        }
    }
}
