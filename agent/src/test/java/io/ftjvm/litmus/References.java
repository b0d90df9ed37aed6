package io.ftjvm.litmus;

import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When weak references are seen cleared, and in what order queues deliver them, is the collector's doing: an input. */
public final class References {
    public static void main(String[] args) throws InterruptedException {
        List<WeakReference<Object>> weak = new ArrayList<>();
        WeakHashMap<Object, Integer> map = new WeakHashMap<>();
        Object kept = new Object();
        map.put(kept, -1);
        StringBuilder cleared = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            weak.add(new WeakReference<>(new byte[10_000]));
            map.put(new Object(), i);
            Object garbage = new byte[200_000];
            Check.that(garbage != null, "garbage");
            if (i % 10 == 9) {
                System.gc();
            }
            long gone = weak.stream().filter(r -> r.get() == null).count();
            cleared.append(gone).append('/').append(map.size()).append(' ');
        }
        Check.equal(-1, map.get(kept), "a key that is held stays");
        System.out.println(cleared);
        queue();
        cleaner();
        SoftReference<Object> soft = new SoftReference<>(kept);
        Check.equal(kept, soft.get(), "a referent that is held stays");
        Reference.reachabilityFence(kept);
    }

    private static void queue() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        List<Reference<?>> references = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            references.add(
                    i % 2 == 0
                            ? new WeakReference<>(new Object(), queue)
                            : new PhantomReference<>(new Object(), queue));
        }
        StringBuilder order = new StringBuilder();
        long end = System.nanoTime() + 20_000_000_000L;
        for (int got = 0; got < 6; ) {
            Check.that(System.nanoTime() < end, "references are enqueued in the end");
            System.gc();
            Reference<?> reference = got % 2 == 0 ? queue.poll() : queue.remove(50);
            if (reference != null) {
                order.append(references.indexOf(reference)).append(' ');
                got++;
            }
        }
        System.out.println(order);
        long start = System.nanoTime();
        Check.equal(null, queue.remove(10), "an empty queue");
        Check.lasted(10, start, "remove");
    }

    private static void cleaner() throws InterruptedException {
        Cleaner cleaner = Cleaner.create();
        CountDownLatch cleaned = new CountDownLatch(2);
        StringBuffer order = new StringBuffer();
        for (int i = 0; i < 2; i++) {
            int number = i;
            cleaner.register(new Object(), () -> {
                order.append(number);
                cleaned.countDown();
            });
        }
        for (int i = 0; i < 200 && cleaned.getCount() > 0; i++) {
            System.gc();
            cleaned.await(100, TimeUnit.MILLISECONDS);
        }
        Check.equal(0L, cleaned.getCount(), "cleaners not run");
        System.out.println(order);
        Cleaner.Cleanable explicit = cleaner.register(new Object(), () -> System.out.println("cleaned by hand"));
        explicit.clean();
    }
}
