package io.ftjvm.litmus;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Prints where virtual threads are, blocked in every way, pinned and not; a plain JVM prints the same. */
public final class VirtualStacks {
    private static final Object LOCK = new Object();

    public static void main(String[] args) throws Exception {
        if (Virtual.absent()) {
            return;
        }
        TreeMap<String, Thread> threads = new TreeMap<>();
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch latch = new CountDownLatch(1);
        lock.lock();
        add(threads, "parked", Thread.State.WAITING, LockSupport::park);
        add(threads, "parked for a time", Thread.State.TIMED_WAITING, () -> LockSupport.parkNanos(LOCK, 1L << 50));
        add(threads, "sleeping", Thread.State.TIMED_WAITING, () -> Thread.sleep(3_600_000));
        add(threads, "waiting", Thread.State.WAITING, () -> {
            synchronized (LOCK) {
                LOCK.wait();
            }
        });
        add(threads, "locking", Thread.State.WAITING, lock::lockInterruptibly);
        add(threads, "latch", Thread.State.WAITING, latch::await);
        Thread joined = threads.get("latch");
        add(threads, "joining", Thread.State.WAITING, joined::join);
        add(threads, "initialising", Thread.State.WAITING, () -> Check.that(Waits.done, "done"));
        add(threads, "initialising, parked", Thread.State.WAITING, () -> Check.that(Parks.done, "done"));
        synchronized (LOCK) {
            add(threads, "blocked", Thread.State.BLOCKED, () -> {
                synchronized (LOCK) {
                    throw new InterruptedException();
                }
            });
            threads.forEach(VirtualStacks::print);
        }
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        threads.values().forEach(t -> Check.that(!all.containsKey(t), "no virtual thread among all"));
        Check.that(all.containsKey(Thread.currentThread()), "the main thread among all");
        for (Thread thread : threads.values()) {
            thread.interrupt();
        }
        for (Thread thread : threads.values()) {
            thread.join();
            Check.equal(0, thread.getStackTrace().length, "stack of a thread that has ended");
        }
        Thread self = Virtual.start("self", () -> {
            print("itself", Thread.currentThread());
            new Throwable("thrown").printStackTrace(System.out);
        });
        self.join();
        System.out.println(self);
    }

    private static void add(TreeMap<String, Thread> threads, String name, Thread.State state, Check.Body body)
            throws InterruptedException {
        Thread thread = Virtual.start(name, () -> {
            try {
                body.run();
            } catch (InterruptedException | ExceptionInInitializerError e) {
                Thread.interrupted();
            }
        });
        Crew.await(thread, state);
        threads.put(name, thread);
    }

    private static void print(String name, Thread thread) {
        System.out.println(name + " " + thread.getState());
        for (StackTraceElement e : thread.getStackTrace()) {
            // The numbers of lambdas' classes and the lines of rewritten methods are not the point.
            System.out.println("    " + e.getClassName() + "." + e.getMethodName());
        }
    }

    /** Waits in its initialiser. */
    private static final class Waits {
        static final boolean done;

        static {
            try {
                synchronized (Waits.class) {
                    Waits.class.wait();
                }
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
            done = true;
        }
    }

    /** Parks in its initialiser. */
    private static final class Parks {
        static final boolean done;

        static {
            LockSupport.park();
            done = true;
        }
    }
}
