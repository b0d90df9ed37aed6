package io.ftjvm.litmus;

/** Daemon threads of every kind - blocked, spinning, printing - end with the last ordinary thread. */
public final class Daemons {
    public static void main(String[] args) throws InterruptedException {
        Object never = new Object();
        daemon("waiting", () -> {
            synchronized (never) {
                never.wait();
            }
        });
        daemon("sleeping", () -> Thread.sleep(Long.MAX_VALUE));
        daemon("printing", () -> {
            for (int i = 0; ; i++) {
                System.out.println("tick " + i);
                Thread.sleep(3);
            }
        });
        daemon("spinning", () -> {
            long spins = 0;
            while (spins >= 0) {
                spins++;
            }
        });
        Thread inherits = new Thread(() -> {});
        Check.that(!inherits.isDaemon(), "a thread is what its creator is");
        Thread last = Crew.start("last", () -> {
            Thread.sleep(40);
            System.out.println("last one ends");
        });
        Check.that(!last.isDaemon(), "a thread is what its creator is");
        System.out.println("main ends");
    }

    private static void daemon(String name, Check.Body body) {
        Thread thread = new Thread(
                () -> {
                    Check.that(new Thread().isDaemon(), "a daemon's thread is a daemon");
                    try {
                        body.run();
                    } catch (Throwable t) {
                        Check.fail(name + " ended with " + t);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
