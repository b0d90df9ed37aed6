package io.ftjvm.litmus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Concurrent collections under contention: they spin, lock bins, resize together and draw random levels and probes. */
public final class ConcurrentMaps {
    public static void main(String[] args) throws InterruptedException {
        Map<Object, Integer> identity = new ConcurrentHashMap<>(2);
        Map<String, Integer> counts = new ConcurrentHashMap<>(2);
        ConcurrentSkipListMap<Integer, Integer> skips = new ConcurrentSkipListMap<>();
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        CopyOnWriteArrayList<Integer> copied = new CopyOnWriteArrayList<>();
        LongAdder adder = new LongAdder();
        AtomicInteger computed = new AtomicInteger();
        AtomicInteger missed = new AtomicInteger();
        Crew.run(4, number -> {
            for (int i = 0; i < 500; i++) {
                counts.merge("key-" + i % 37, 1, Integer::sum);
                counts.computeIfAbsent("lazy-" + i % 50, key -> {
                    Crew.work(500);
                    return computed.incrementAndGet();
                });
                skips.merge(i * 31 % 101, 1, Integer::sum);
                adder.increment();
                if (i % 10 == 0) {
                    identity.put(new Object(), number);
                    copied.add(number);
                    queue.add(number);
                }
                int before = computed.get();
                Crew.work(50);
                if (!computed.compareAndSet(before, before)) {
                    missed.incrementAndGet();
                }
            }
        });
        Check.equal(50, computed.get(), "values computed, each once");
        Check.equal(2000L, adder.sum(), "adder");
        Check.equal(2000, skips.values().stream().mapToInt(Integer::intValue).sum(), "sum over a skip list");
        System.out.println(counts);
        System.out.println(identity.values());
        System.out.println(copied);
        System.out.println(queue);
        System.out.println("missed " + missed);
    }
}
