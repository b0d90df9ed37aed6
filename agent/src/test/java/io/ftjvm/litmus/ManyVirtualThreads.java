package io.ftjvm.litmus;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many virtual threads at once, where the JVM has them, blocked in every way there is. System property {@code
 * litmus.threads}: how many; it has been run with a hundred thousand.
 */
public final class ManyVirtualThreads {
    private static final int THREADS = Integer.getInteger("litmus.threads", 6_000);
    private static final int PINNED = 20;

    private static final Object LOCK = new Object();
    private static final Object WAITED = new Object();
    private static final Object HELD = new Object();
    private static final AtomicInteger DONE = new AtomicInteger();

    private static boolean open;
    private static int counted;

    public static void main(String[] args) throws Exception {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            System.out.println("no virtual threads here");
            return;
        }
        LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
        CountDownLatch begun = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>(THREADS);
        synchronized (HELD) {
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                threads.add((Thread) start.invoke(null, (Runnable) () -> {
                    begun.countDown();
                    try {
                        block(number, queue);
                    } catch (InterruptedException e) {
                        Check.equal(4, number % 6, "who is interrupted");
                    }
                    DONE.incrementAndGet();
                }));
            }
            begun.await();
        }
        Thread last = threads.get(THREADS - 1);
        System.out.println("begun " + THREADS + ", the last one " + last.getName() + last.isDaemon());
        for (int i = 0; i < THREADS; i++) {
            if (i % 6 == 0) {
                LockSupport.unpark(threads.get(i));
            } else if (i % 6 == 4) {
                threads.get(i).interrupt();
            } else if (i % 6 == 5) {
                queue.add(i);
            }
        }
        synchronized (WAITED) {
            open = true;
            WAITED.notifyAll();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Check.equal(THREADS, DONE.get(), "threads that came to their end");
        System.out.println("under the lock " + counted);
        pinned(start);
        stacks(start);
    }

    private static void block(int number, LinkedBlockingQueue<Integer> queue) throws InterruptedException {
        switch (number % 6) {
            case 0:
                LockSupport.park();
                break;
            case 1:
                Thread.sleep(10 + number % 50);
                break;
            case 2:
                synchronized (HELD) {
                    DONE.get();
                }
                synchronized (LOCK) {
                    int before = counted;
                    Thread.yield();
                    counted = before + 1;
                }
                break;
            case 3:
                synchronized (WAITED) {
                    while (!open) {
                        WAITED.wait();
                    }
                }
                break;
            case 4:
                Thread.sleep(3_600_000);
                break;
            default:
                queue.take();
        }
    }

    /** Threads that cannot leave their carrier: there is a native frame on the stack. */
    private static void pinned(Method start) throws Exception {
        Semaphore go = new Semaphore(0);
        Object monitor = new Object();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PINNED; i++) {
            int number = i;
            threads.add((Thread) start.invoke(null, (Runnable) () -> {
                int sum = List.of(3, 1, 2).stream().mapToInt(x -> x).sum();
                new Initialised(number, go, monitor).run();
                DONE.addAndGet(sum);
            }));
        }
        Thread.sleep(20);
        go.release(PINNED);
        synchronized (monitor) {
            monitor.notifyAll();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("pinned " + DONE.get() + " " + Initialised.order);
    }

    private static void stacks(Method start) throws Exception {
        Thread parked = (Thread) start.invoke(null, (Runnable) LockSupport::park);
        Crew.await(parked, Thread.State.WAITING);
        Check.that(parked.getStackTrace().length > 0, "a stack");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            Check.that(thread != parked, "no virtual thread among all");
        }
        LockSupport.unpark(parked);
        parked.join();
        Check.equal(0, parked.getStackTrace().length, "stack of a thread that has ended");
        Check.equal(Thread.State.TERMINATED, parked.getState(), "state");
    }

    /** Blocks in its initialiser, which the JVM calls. */
    private static final class Initialised {
        static final StringBuffer order = new StringBuffer();

        static {
            try {
                Thread.sleep(5);
                synchronized (order) {
                    order.wait(5);
                }
                LockSupport.parkNanos(1_000_000);
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final int number;
        private final Semaphore go;
        private final Object monitor;

        Initialised(int number, Semaphore go, Object monitor) {
            this.number = number;
            this.go = go;
            this.monitor = monitor;
        }

        void run() {
            try {
                go.acquire();
                synchronized (monitor) {
                    monitor.wait(1 + number % 3);
                }
            } catch (InterruptedException e) {
                Check.fail("nobody interrupts");
            }
            order.append(number).append(' ');
        }
    }
}
