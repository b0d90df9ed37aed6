package io.ftjvm.litmus;

import java.util.concurrent.locks.LockSupport;

/** LockSupport: park, parkNanos, parkUntil, with and without blocker; permits; interrupts; unpark before start. */
public final class Park {
    private static volatile boolean go;

    public static void main(String[] args) throws InterruptedException {
        permits();
        timed();
        interrupted();
        relay();
    }

    private static void permits() throws InterruptedException {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        Thread parked = Crew.start("parked", () -> {
            while (!go) {
                LockSupport.park("blocker");
            }
        });
        Crew.await(parked, Thread.State.WAITING);
        Check.equal("blocker", LockSupport.getBlocker(parked), "blocker");
        go = true;
        LockSupport.unpark(parked);
        parked.join();
        LockSupport.unpark(parked);
        LockSupport.unpark(null);
        Thread early = new Thread(() -> System.out.println("ran"));
        LockSupport.unpark(early);
        early.start();
        early.join();
    }

    private static void timed() {
        long start = System.nanoTime();
        long deadline = start + 20_000_000;
        int returns = 0;
        for (long left = 20_000_000; left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(Park.class, left);
            returns++;
        }
        Check.lasted(20, start, "parkNanos");
        System.out.println("parkNanos returned " + returns + ", after " + (System.nanoTime() - start));
        LockSupport.parkNanos(0);
        LockSupport.parkNanos(-5);
        long until = System.currentTimeMillis() + 20;
        do {
            LockSupport.parkUntil(until);
        } while (System.currentTimeMillis() < until);
        Check.lasted(19, start, "parkUntil");
        LockSupport.parkUntil(1);
        LockSupport.unpark(Thread.currentThread());
        LockSupport.parkNanos(60_000_000_000L);
        Check.that(System.nanoTime() - start < 50_000_000_000L, "a permit ends parkNanos");
    }

    private static void interrupted() throws InterruptedException {
        for (int kind = 0; kind < 3; kind++) {
            int k = kind;
            Thread parked = Crew.start("parked-" + kind, () -> {
                while (!Thread.currentThread().isInterrupted()) {
                    park(k);
                }
                park(k);
                Check.that(Thread.interrupted(), "park leaves the interrupt status set");
            });
            Crew.await(parked, k == 0 ? Thread.State.WAITING : Thread.State.TIMED_WAITING);
            parked.interrupt();
            parked.join();
        }
        System.out.println("interrupted");
    }

    private static void park(int kind) {
        if (kind == 0) {
            LockSupport.park();
        } else if (kind == 1) {
            LockSupport.parkNanos(60_000_000_000L);
        } else {
            LockSupport.parkUntil(System.currentTimeMillis() + 60_000);
        }
    }

    /** A baton goes round; who is parked when it comes differs from run to run. */
    private static void relay() throws InterruptedException {
        Thread[] ring = new Thread[4];
        int[] baton = {0};
        int[] parks = new int[4];
        Object monitor = new Object();
        synchronized (monitor) {
            for (int i = 0; i < 4; i++) {
                int number = i;
                ring[i] = Crew.start("ring-" + i, () -> {
                    synchronized (monitor) {
                        Check.equal(ring[number], Thread.currentThread(), "current thread");
                    }
                    for (int round = number; round < 400; round += 4) {
                        while (baton(baton) != round) {
                            parks[number]++;
                            LockSupport.parkNanos(1_000_000);
                        }
                        synchronized (baton) {
                            baton[0]++;
                        }
                        LockSupport.unpark(ring[(number + 1) % 4]);
                    }
                });
            }
        }
        for (Thread thread : ring) {
            thread.join();
        }
        Check.equal(400, baton[0], "baton");
        System.out.println("parks " + parks[0] + " " + parks[1] + " " + parks[2] + " " + parks[3]);
    }

    private static int baton(int[] baton) {
        synchronized (baton) {
            return baton[0];
        }
    }
}
