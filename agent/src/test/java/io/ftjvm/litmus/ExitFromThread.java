package io.ftjvm.litmus;

/** System.exit from another thread, inside a monitor, while main waits and others run; several at once. */
public final class ExitFromThread {
    public static void main(String[] args) throws InterruptedException {
        Object lock = new Object();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        for (int i = 0; i < 3; i++) {
            int number = i;
            Crew.start("exiting-" + i, () -> {
                Thread.sleep(20);
                System.out.println(number + " exits");
                synchronized (lock) {
                    System.exit(7);
                }
            });
        }
        Crew.start("counting", () -> {
            for (long n = 0; n >= 0; n++) {
                if (n % 5_000_000 == 0) {
                    System.out.println("counted " + n);
                }
            }
        });
        synchronized (ExitFromThread.class) {
            ExitFromThread.class.wait();
        }
    }
}
