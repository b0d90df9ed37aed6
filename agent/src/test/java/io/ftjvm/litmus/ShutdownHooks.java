package io.ftjvm.litmus;

/** Shutdown hooks run at a normal end, all at once, and may start threads, block and print. */
public final class ShutdownHooks {
    public static void main(String[] args) {
        Object lock = new Object();
        for (int i = 0; i < 4; i++) {
            int number = i;
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                synchronized (lock) {
                                    Crew.work(50_000);
                                    System.out.println("hook " + number);
                                }
                            },
                            "hook-" + i));
        }
        Thread removed = new Thread(() -> Check.fail("a removed hook ran"));
        Runtime.getRuntime().addShutdownHook(removed);
        Check.thrown(IllegalArgumentException.class, () -> Runtime.getRuntime().addShutdownHook(removed));
        Check.that(Runtime.getRuntime().removeShutdownHook(removed), "a hook can be removed");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Check.thrown(IllegalStateException.class, () -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {})));
            try {
                Crew.run(2, number -> {
                    Thread.sleep(5L * number);
                    System.out.println("thread " + number + " of a hook");
                });
            } catch (InterruptedException e) {
                Check.fail("nobody interrupts a hook");
            }
        }));
        System.out.println("main ends");
    }
}
