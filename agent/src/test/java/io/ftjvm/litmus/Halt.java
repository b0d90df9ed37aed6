package io.ftjvm.litmus;

/** Runtime.halt ends everything at once: no hooks, no finally. */
public final class Halt {
    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Check.fail("a hook ran")));
        Crew.start("halting", () -> {
            Thread.sleep(15);
            System.out.println("halting");
            try {
                Runtime.getRuntime().halt(9);
            } finally {
                Check.fail("halt returned");
            }
        });
        Thread.sleep(60_000);
    }
}
