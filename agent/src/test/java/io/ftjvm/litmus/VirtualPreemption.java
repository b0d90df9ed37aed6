package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Virtual threads that do not let go by themselves: loops, with and without monitors, and in a class initialiser's thread. */
public final class VirtualPreemption {
    private static final Object LOCK = new Object();
    private static final AtomicInteger WORKED = new AtomicInteger();
    private static volatile boolean over;

    public static void main(String[] args) throws Exception {
        if (Virtual.absent()) {
            return;
        }
        AtomicInteger turns = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            threads.add(Virtual.start("busy-" + i, () -> {
                int x = 0;
                while (!over) {
                    x += number;
                }
                turns.incrementAndGet();
                Check.that(number > 0 || x == 0, "sum of nothing");
            }));
        }
        CountDownLatch held = new CountDownLatch(1);
        threads.add(Virtual.start("holder", () -> {
            synchronized (LOCK) {
                held.countDown();
                while (!over) {
                    Crew.work(10);
                }
            }
        }));
        held.await();
        threads.add(Virtual.start("blocked", () -> {
            synchronized (LOCK) {
                turns.incrementAndGet();
            }
        }));
        threads.add(Crew.start("platform", () -> {
            while (!over) {
                Crew.work(10);
            }
        }));
        Thread ender = Virtual.start("ender", () -> {
            Thread.sleep(30);
            Check.equal(0, turns.get(), "nobody is done");
            over = true;
        });
        long began = System.nanoTime();
        Thread.sleep(20);
        Check.lasted(20, began, "sleep beside busy threads");
        Crew.await(threads.get(5), Thread.State.BLOCKED);
        ender.join();
        for (Thread thread : threads) {
            thread.join();
        }
        Check.equal(5, turns.get(), "turns");
        Virtual.start("pinned", () -> System.out.println("pinned " + Pinned.value))
                .join();
    }

    private static Thread busy() {
        return Virtual.start("other", () -> WORKED.set(Crew.work(1_000_000)));
    }

    /** Another thread is busy too, and this one, not preempted, has to wait for it. */
    private static final class Pinned {
        static final int value;

        static {
            try {
                Thread busy = busy();
                int mine = Crew.work(1_000_000);
                busy.join();
                value = mine - WORKED.get();
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
