package io.ftjvm.litmus.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Interners;
import com.google.common.collect.MapMaker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * Caches with weak and soft keys and values under constant eviction; what they have lost shows in what must be loaded again.
 * Arguments: rounds.
 */
public final class Caches {
    private static final int KEYS = 500;

    private static final Map<Cause, Integer> REMOVED = new EnumMap<>(Cause.class);

    private enum Cause {
        CAFFEINE_COLLECTED,
        CAFFEINE_OTHER,
        GUAVA_COLLECTED,
        GUAVA_OTHER
    }

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        com.github.benmanes.caffeine.cache.Cache<Integer, byte[]> caffeine = Caffeine.newBuilder()
                .weakValues()
                .maximumSize(KEYS / 2)
                .recordStats()
                .executor(Runnable::run)
                .removalListener((k, v, cause) -> removed(
                        cause == com.github.benmanes.caffeine.cache.RemovalCause.COLLECTED
                                ? Cause.CAFFEINE_COLLECTED
                                : Cause.CAFFEINE_OTHER))
                .build();
        com.github.benmanes.caffeine.cache.Cache<Object, byte[]> weakKeys =
                Caffeine.newBuilder().weakKeys().softValues().build();
        com.google.common.cache.Cache<Integer, byte[]> guava = CacheBuilder.newBuilder()
                .weakValues()
                .maximumSize(KEYS / 2)
                .recordStats()
                .removalListener(n -> removed(
                        n.getCause() == com.google.common.cache.RemovalCause.COLLECTED
                                ? Cause.GUAVA_COLLECTED
                                : Cause.GUAVA_OTHER))
                .build();
        ConcurrentMap<Object, byte[]> map = new MapMaker().weakKeys().makeMap();
        com.google.common.collect.Interner<String> interner = Interners.newWeakInterner();
        Deque<Object> kept = new ArrayDeque<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < 2000; i++) {
                int key = (i * 7 + round) % KEYS;
                byte[] a = caffeine.get(key, k -> new byte[1000]);
                byte[] b;
                try {
                    b = guava.get(key, () -> new byte[1000]);
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new IllegalStateException(e);
                }
                Object k = new Object();
                weakKeys.put(k, a);
                map.put(k, b);
                kept.add(i % 3 == 0 ? k : a);
                kept.add(interner.intern("s" + key));
                while (kept.size() > 200) {
                    kept.remove();
                }
            }
            caffeine.cleanUp();
            weakKeys.cleanUp();
            System.out.println(round + " " + caffeine.stats().loadCount() + " "
                    + guava.stats().loadCount() + " " + weakKeys.estimatedSize() + " " + map.size() + " " + REMOVED);
        }
    }

    private static void removed(Cause cause) {
        REMOVED.merge(cause, 1, Integer::sum);
    }
}
