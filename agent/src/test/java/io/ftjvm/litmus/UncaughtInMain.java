package io.ftjvm.litmus;

/** An uncaught exception of main: status 1, but not before the other threads have ended. */
public final class UncaughtInMain {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        Crew.start("other", () -> {
            Thread.sleep(20);
            System.out.println("other thread ends");
        });
        System.out.println("main throws");
        throw new IllegalStateException("on purpose");
    }
}
