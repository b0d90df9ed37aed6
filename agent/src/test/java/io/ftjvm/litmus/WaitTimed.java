package io.ftjvm.litmus;

/** Timed wait that times out, is notified, is interrupted, and that has to queue for the monitor afterwards. */
public final class WaitTimed {
    private static final Object LOCK = new Object();
    private static boolean ready;

    public static void main(String[] args) throws InterruptedException {
        timeout();
        notified();
        interrupted();
        busyMonitor();
        Check.thrown(IllegalArgumentException.class, () -> {
            synchronized (LOCK) {
                LOCK.wait(-1);
            }
        });
    }

    private static void timeout() throws InterruptedException {
        for (int millis = 1; millis <= 30; millis += 10) {
            long start = System.nanoTime();
            synchronized (LOCK) {
                LOCK.wait(millis, 500);
            }
            Check.lasted(millis, start, "wait(" + millis + ")");
            System.out.println("timed out after " + (System.nanoTime() - start));
        }
    }

    private static void notified() throws InterruptedException {
        Thread notifier = Crew.start("notifier", () -> {
            Thread.sleep(10);
            synchronized (LOCK) {
                ready = true;
                LOCK.notify();
            }
        });
        long start = System.nanoTime();
        synchronized (LOCK) {
            while (!ready) {
                LOCK.wait(60_000);
            }
        }
        long took = System.nanoTime() - start;
        Check.that(took < 50_000_000_000L, "a notified wait ends before its time");
        System.out.println("notified after " + took);
        notifier.join();
    }

    private static void interrupted() throws InterruptedException {
        for (long millis : new long[] {0, 60_000}) {
            Thread waiter = Crew.start("waiter", () -> {
                synchronized (LOCK) {
                    synchronized (LOCK) {
                        Check.thrown(InterruptedException.class, () -> {
                            for (; ; ) {
                                LOCK.wait(millis);
                            }
                        });
                        Check.that(Thread.holdsLock(LOCK), "an interrupted wait has its monitor back");
                        Check.that(!Thread.interrupted(), "the exception clears the interrupt status");
                    }
                }
            });
            Crew.await(waiter, millis == 0 ? Thread.State.WAITING : Thread.State.TIMED_WAITING);
            waiter.interrupt();
            waiter.join();
        }
        synchronized (LOCK) {
            Thread.currentThread().interrupt();
            Check.thrown(InterruptedException.class, () -> LOCK.wait(60_000));
            Thread.currentThread().interrupt();
            Check.thrown(InterruptedException.class, LOCK::wait);
        }
        System.out.println("interrupted");
    }

    private static void busyMonitor() throws InterruptedException {
        boolean[] released = {false};
        Thread waiter = Crew.start("waiter", () -> {
            synchronized (LOCK) {
                LOCK.wait(10);
                Check.that(released[0], "a wait that timed out does not enter a held monitor");
            }
        });
        Crew.await(waiter, Thread.State.TIMED_WAITING);
        synchronized (LOCK) {
            Thread.sleep(40);
            Crew.await(waiter, Thread.State.BLOCKED);
            released[0] = true;
        }
        waiter.join();
        System.out.println("waited for the monitor");
    }
}
