package io.ftjvm.litmus;

/** Runs until a signal ends it; a hook, which starts a thread, says that it was asked to end. */
public final class Terminated {
    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("hook");
            try {
                Crew.start("late", () -> {
                            Thread.sleep(5);
                            System.out.println("thread of the hook");
                        })
                        .join();
            } catch (InterruptedException e) {
                Check.fail("nobody interrupts a hook");
            }
        }));
        Crew.start("busy", () -> {
            for (long n = 0; n >= 0; n++) {
                if (n % 1_000_000 == 0) {
                    Thread.yield();
                }
            }
        });
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
