package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How virtual threads end: by exceptions, caught by handlers that throw too, and by the process's end, parked as they are. */
public final class VirtualEnds {
    /** What the process exits with. */
    public static final int STATUS = 5;

    private static final Object LOCK = new Object();

    public static void main(String[] args) throws Exception {
        if (Virtual.absent()) {
            System.exit(STATUS);
        }
        Thread caught =
                Virtual.start("caught", (t, e) -> System.out.println(t.getName() + " threw " + e.getMessage()), () -> {
                    throw new IllegalStateException("something");
                });
        caught.join();
        Thread handler = Virtual.start(
                "handler",
                (t, e) -> {
                    throw new IllegalArgumentException("and so does its handler", e);
                },
                () -> {
                    throw new IllegalStateException("it throws");
                });
        handler.join();
        Check.equal(Thread.State.TERMINATED, handler.getState(), "state");
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println(t.getName() + ": " + e));
        Virtual.start("default", null, () -> {
                    throw new Error("default");
                })
                .join();
        joins();
        for (int i = 0; i < 300; i++) {
            int number = i;
            Virtual.start("left-" + i, () -> left(number));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            synchronized (LOCK) {
                LOCK.notifyAll();
            }
            System.out.println("hook");
        }));
        Thread.sleep(5);
        Virtual.start("exits", () -> System.exit(STATUS));
        LockSupport.park();
    }

    private static void joins() throws InterruptedException {
        Thread sleeper = Virtual.start("sleeper", () -> {
            try {
                Thread.sleep(3_600_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Check.that(Thread.interrupted(), "interrupted");
        });
        long began = System.nanoTime();
        sleeper.join(20);
        Check.lasted(20, began, "join");
        Check.that(sleeper.isAlive(), "alive after a join for a time");
        List<Thread> joining = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            joining.add(Virtual.start("joining", sleeper::join));
        }
        Thread impatient = Virtual.start("impatient", () -> {
            Thread.currentThread().interrupt();
            Check.thrown(InterruptedException.class, sleeper::join);
        });
        impatient.join();
        sleeper.interrupt();
        for (Thread thread : joining) {
            thread.join();
        }
        Check.that(!sleeper.isAlive(), "dead when others have joined it");
        Check.thrown(IllegalThreadStateException.class, sleeper::start);
    }

    private static void left(int number) throws InterruptedException {
        switch (number % 4) {
            case 0:
                LockSupport.park();
                break;
            case 1:
                Thread.sleep(3_600_000);
                break;
            case 2:
                synchronized (LOCK) {
                    LOCK.wait();
                }
                break;
            default:
                synchronized (LOCK) {
                    LOCK.wait(3_600_000);
                }
        }
    }
}
