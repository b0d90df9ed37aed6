package io.ftjvm.litmus;

/** Threads that do the same, numbered from 0, and the work they burn. */
final class Crew {
    private Crew() {}

    /** Runs {@code task} in {@code size} threads and waits for all of them. */
    static void run(int size, Task task) throws InterruptedException {
        Thread[] threads = new Thread[size];
        for (int i = 0; i < size; i++) {
            int number = i;
            threads[i] = start("crew-" + i, () -> task.run(number));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Starts a thread; anything it throws is a violation. */
    static Thread start(String name, Check.Body body) {
        return start(name, false, body);
    }

    /** The same with a thread that does not keep the guest alive. */
    static Thread daemon(String name, Check.Body body) {
        return start(name, true, body);
    }

    private static Thread start(String name, boolean daemon, Check.Body body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (Throwable t) {
                        t.printStackTrace();
                        Check.fail("thread " + name + " threw " + t);
                    }
                },
                name);
        thread.setDaemon(daemon);
        thread.start();
        return thread;
    }

    /** Waits until {@code thread} is in {@code state}. */
    static void await(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Check.that(thread.getState() != Thread.State.TERMINATED, thread.getName() + " is " + state);
            Thread.yield();
        }
    }

    /** Burns {@code steps} loop iterations; the result keeps the compiler from dropping them. */
    static int work(int steps) {
        int x = steps;
        for (int i = 0; i < steps; i++) {
            x = x * 1664525 + 1013904223;
        }
        return x;
    }

    interface Task {
        void run(int number) throws Exception;
    }
}
