package io.ftjvm.litmus;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at references in every way there is while the collector runs when it likes: whichever look is the first to find one
 * cleared, finds it cleared in the replay.
 */
public final class ReferenceReads {
    private static final int SLOTS = 64;

    private static final StringBuilder SEEN = new StringBuilder();

    public static void main(String[] args) throws Throwable {
        Object kept = new Object();
        List<Reference<Object>> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(make(i, i % 5 == 0 ? kept : new Object()));
        }
        Method get = Reference.class.getMethod("get");
        Method refersTo = Reference.class.getMethod("refersTo", Object.class);
        MethodHandle handle =
                MethodHandles.lookup().findVirtual(WeakReference.class, "get", MethodType.methodType(Object.class));
        Function<WeakReference<Object>, Object> lambda = WeakReference::get;
        List<byte[]> garbage = new ArrayList<>();
        for (int turn = 0; turn < 400; turn++) {
            garbage.add(new byte[50_000 + turn * 10]);
            if (turn % 50 == 49) {
                garbage.clear();
            }
            int i = turn * 31 % SLOTS;
            Reference<Object> r = slots.get(i);
            Object found =
                    switch (turn % 7) {
                        case 0 -> r.get();
                        case 1 -> get.invoke(r);
                        case 2 -> r instanceof WeakReference ? (Object) handle.invoke((WeakReference<?>) r) : r.get();
                        case 3 -> r instanceof WeakReference<Object> w ? lambda.apply(w) : r.get();
                        case 4 -> r instanceof Supplier<?> s ? s.get() : r.get();
                        case 5 -> r.refersTo(null) ? null : kept;
                        default -> (Boolean) refersTo.invoke(r, new Object[] {null}) ? null : kept;
                    };
            if (i % 5 == 0) {
                Check.that(found != null, "a referent that is held stays, slot " + i);
                Check.that(r.refersTo(kept), "refersTo");
            } else if (found == null) {
                SEEN.append(turn).append(' ');
                slots.set(i, make(i, new Object()));
            }
        }
        System.out.println(SEEN.length() + " " + SEEN);
        System.out.println(
                slots.stream().map(Reference::get).filter(Objects::isNull).count());
        byHand(kept);
        overridden();
        deadThreads();
        phantom();
        map();
        cleaners();
        Reference.reachabilityFence(kept);
    }

    private static Reference<Object> make(int i, Object o) {
        return switch (i % 4) {
            case 0 -> new WeakReference<>(o);
            case 1 -> new Supplying(o);
            case 2 -> new WeakReference<>(o, new ReferenceQueue<>());
            default -> new Inheriting(o);
        };
    }

    /** Explicit clear and enqueue are the guest's own doing, collected or not. */
    private static void byHand(Object kept) {
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        WeakReference<Object> cleared = new WeakReference<>(kept, q);
        cleared.clear();
        Check.equal(null, cleared.get(), "cleared");
        Check.that(cleared.enqueue(), "a cleared reference can be enqueued");
        Check.that(!cleared.enqueue(), "once");
        Check.equal(cleared, q.poll(), "queue");
        SoftReference<Object> soft = new SoftReference<>(kept, q);
        Check.that(soft.enqueue(), "enqueue");
        Check.equal(null, soft.get(), "enqueue clears");
        Check.equal(soft, q.poll(), "queue");
        Check.that(!new WeakReference<>(kept).enqueue(), "there is no queue");
        Check.equal(null, new WeakReference<>(null, q).get(), "nothing to begin with");
        WeakReference<Object> race = new WeakReference<>(new Object(), q);
        System.gc();
        boolean gone = race.refersTo(null);
        boolean first = race.enqueue();
        System.out.println(gone + " " + first + " " + (q.poll() == race) + " " + q.poll());
    }

    private static void overridden() {
        Counting counting = new Counting(new Object());
        System.gc();
        WeakReference<Object> w = counting;
        Object found = w.get();
        Check.equal(1, counting.calls, "the override is called");
        System.out.println(found == null);
    }

    private static void deadThreads() throws InterruptedException {
        ThreadLocal<byte[]> local = ThreadLocal.withInitial(() -> new byte[1000]);
        List<WeakReference<byte[]>> values = new ArrayList<>();
        List<WeakReference<Thread>> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread t = new Thread(() -> {
                synchronized (values) {
                    values.add(new WeakReference<>(local.get()));
                }
            });
            threads.add(new WeakReference<>(t));
            t.start();
            t.join();
        }
        for (int i = 0; i < 3; i++) {
            System.gc();
            System.out.print(values.stream().filter(r -> r.get() == null).count() + "/"
                    + threads.stream().filter(r -> r.refersTo(null)).count() + " ");
        }
        System.out.println();
    }

    private static void phantom() throws InterruptedException {
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        PhantomReference<Object> p = new PhantomReference<>(new Object(), q);
        int looks = 0;
        while (!p.refersTo(null) && looks < 100) {
            Check.equal(null, p.get(), "a phantom");
            System.gc();
            looks++;
        }
        Check.equal(p, q.remove(10_000), "the phantom's queue");
        System.out.println(looks);
    }

    private static void map() {
        WeakHashMap<Object, String> map = new WeakHashMap<>();
        for (int i = 0; i < 100; i++) {
            map.put(new Object(), "v" + i);
        }
        System.gc();
        System.out.println(map.size() + " " + map.keySet().size() + " " + map.containsValue("v7"));
    }

    private static void cleaners() throws InterruptedException {
        List<Integer> order = new ArrayList<>();
        Cleaner cleaner = Cleaner.create();
        for (int i = 0; i < 50; i++) {
            int number = i;
            cleaner.register(new Object(), () -> {
                synchronized (order) {
                    order.add(number);
                    order.notifyAll();
                }
            });
        }
        synchronized (order) {
            while (order.size() < 50) {
                System.gc();
                order.wait(20);
            }
        }
        System.out.println(order);
    }

    /** Reached through an interface too. */
    private static final class Supplying extends WeakReference<Object> implements Supplier<Object> {
        Supplying(Object o) {
            super(o);
        }
    }

    private static class Middle extends SoftReference<Object> {
        Middle(Object o) {
            super(o);
        }
    }

    private static final class Inheriting extends Middle implements Supplier<Object> {
        Inheriting(Object o) {
            super(o);
        }
    }

    private static final class Counting extends WeakReference<Object> {
        int calls;

        Counting(Object o) {
            super(o);
        }

        @Override
        public Object get() {
            calls++;
            return super.get();
        }
    }
}
