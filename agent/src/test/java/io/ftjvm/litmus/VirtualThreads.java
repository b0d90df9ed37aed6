package io.ftjvm.litmus;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Virtual threads, where the JVM has them: the same blocking primitives, by the hundred. */
public final class VirtualThreads {
    public static void main(String[] args) throws Exception {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            System.out.println("no virtual threads here");
            return;
        }
        StringBuffer order = new StringBuffer();
        LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>(2);
        Object lock = new Object();
        int[] count = {0};
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            Runnable body = () -> {
                try {
                    if (number % 2 == 0) {
                        queue.put(number);
                    } else {
                        order.append(queue.take()).append(' ');
                    }
                    Thread.sleep(number % 5);
                    LockSupport.parkNanos(1000);
                    synchronized (lock) {
                        int before = count[0];
                        Crew.work(500);
                        Thread.yield();
                        count[0] = before + 1;
                    }
                } catch (InterruptedException e) {
                    Check.fail("nobody interrupts");
                }
            };
            threads.add((Thread) start.invoke(null, body));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Check.equal(100, count[0], "count under a monitor");
        System.out.println(order);
        Thread sleeper = (Thread) start.invoke(
                null, (Runnable) () -> Check.thrown(InterruptedException.class, () -> Thread.sleep(60_000)));
        Crew.await(sleeper, Thread.State.TIMED_WAITING);
        sleeper.interrupt();
        sleeper.join();
        System.out.println(sleeper);
        executor();
    }

    private static void executor() throws Exception {
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            futures.add(executor.submit(() -> {
                Thread.sleep(number % 3);
                return number;
            }));
        }
        int sum = 0;
        for (Future<Integer> future : futures) {
            sum += future.get();
        }
        Check.equal(1225, sum, "sum");
        executor.shutdown();
    }
}
