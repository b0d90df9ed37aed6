package io.ftjvm.litmus;

/** Uncaught exceptions: handlers of the thread, of the group, of all; the program goes on and ends with status 0. */
public final class Uncaught {
    public static void main(String[] args) throws InterruptedException {
        Object lock = new Object();
        Thread own = new Thread(
                () -> {
                    synchronized (lock) {
                        throw new IllegalStateException("own");
                    }
                },
                "own");
        own.setUncaughtExceptionHandler((t, e) -> System.out.println(t.getName() + " handler: " + e));
        own.start();
        own.join();

        ThreadGroup group = new ThreadGroup("group") {
            @Override
            public void uncaughtException(Thread t, Throwable e) {
                System.out.println(t.getName() + " in " + getName() + ": " + e);
            }
        };
        Thread grouped = new Thread(group, () -> System.out.println(new int[1][args.length + 2]), "grouped");
        grouped.start();
        grouped.join();

        Thread.setDefaultUncaughtExceptionHandler((t, e) -> {
            System.out.println("default: " + t.getName() + " " + e.getMessage());
            throw new Error("from the handler, ignored");
        });
        Crew.run(1, number -> {
            Thread failing = new Thread(() -> Integer.parseInt("none"), "failing");
            failing.start();
            failing.join();
            Check.equal(Thread.State.TERMINATED, failing.getState(), "state after an uncaught exception");
        });
        synchronized (lock) {
            System.out.println("the monitor is free");
        }
    }
}
