package io.ftjvm.litmus.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * References of every kind, most of them short-lived, and a cache under constant eviction, in a service that lives on: what
 * collectors have cleared so far is in the line that it prints in each round, and every few rounds all that has been dropped
 * must have been cleared, enqueued and cleaned. Arguments: rounds.
 */
public final class SurvivingReferences {
    private static final int EACH = 200;
    private static final int SHORT_LIVED = 1000;
    private static final int COLLECTION = 5;
    private static final int KEPT_ROUNDS = 2;
    private static final long PATIENCE_MILLIS = 20_000;

    private static final AtomicInteger CLEANED = new AtomicInteger();
    private static final AtomicInteger ENQUEUED = new AtomicInteger();
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    private static final Cleaner CLEANER = Cleaner.create();

    private final Map<Object, Integer> weakMap = new WeakHashMap<>();
    private final Set<Reference<?>> pending = new HashSet<>();
    private final Deque<Object> kept = new ArrayDeque<>();
    private final Cache<Integer, byte[]> cache = Caffeine.newBuilder()
            .weakValues()
            .maximumSize(EACH / 2)
            .recordStats()
            .executor(Runnable::run)
            .build();

    public static void main(String[] args) throws InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        SurvivingReferences all = new SurvivingReferences();
        Thread remover = new Thread(all::remove, "remover");
        remover.setDaemon(true);
        remover.start();
        SoftReference<byte[]> soft = new SoftReference<>(new byte[1000]);
        for (int round = 0; round < rounds; round++) {
            all.use(round);
            int gone = shortLived();
            Thread.sleep(10);
            if (round % COLLECTION == 0) {
                all.everythingGoes();
            }
            System.out.println(round + ": " + all.weakMap.size() + " " + ENQUEUED + " " + CLEANED + " "
                    + all.cache.stats().loadCount() + " " + all.cache.estimatedSize() + " " + gone);
            if (soft.get() == null) {
                throw new IllegalStateException("a soft reference has been cleared, with all that memory free");
            }
        }
    }

    private void use(int round) {
        for (int i = 0; i < EACH; i++) {
            Object key = new Object();
            weakMap.put(key, i);
            synchronized (pending) {
                pending.add(new PhantomReference<>(key, QUEUE));
                pending.add(new WeakReference<>(key, QUEUE));
            }
            CLEANER.register(key, CLEANED::incrementAndGet);
            byte[] value = cache.get((round + i) % EACH, k -> new byte[500]);
            kept.add(i % 2 == 0 ? key : value);
        }
        while (kept.size() > KEPT_ROUNDS * EACH) {
            kept.remove();
        }
    }

    /** Makes references that are dropped at once; how many of them have already been cleared is the collector's decision. */
    private static int shortLived() {
        int gone = 0;
        WeakReference<byte[]> before = new WeakReference<>(null);
        for (int i = 0; i < SHORT_LIVED; i++) {
            gone += before.get() == null ? 1 : 0;
            before = new WeakReference<>(new byte[100], QUEUE);
            gone += new SoftReference<>(new byte[100]).get() == null ? 1 : 0;
        }
        return gone;
    }

    private void everythingGoes() throws InterruptedException {
        kept.clear();
        WeakReference<Object> probe = new WeakReference<>(new Object());
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (; ; ) {
            System.gc();
            boolean empty;
            synchronized (pending) {
                empty = pending.isEmpty();
            }
            if (empty && probe.get() == null && weakMap.isEmpty() && CLEANED.get() * 2 == ENQUEUED.get()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not cleared: " + pending.size() + " pending, " + weakMap.size()
                        + " in the map, " + CLEANED + " cleaned, " + ENQUEUED + " enqueued");
            }
            Thread.sleep(5);
        }
    }

    private void remove() {
        try {
            for (; ; ) {
                Reference<?> r = QUEUE.remove();
                synchronized (pending) {
                    if (pending.remove(r)) {
                        ENQUEUED.incrementAndGet();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
