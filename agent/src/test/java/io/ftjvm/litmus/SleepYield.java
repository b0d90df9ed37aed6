package io.ftjvm.litmus;

import java.util.concurrent.TimeUnit;

/** Thread.sleep in all its forms, interrupted before and during; Thread.yield and onSpinWait between two spinners. */
public final class SleepYield {
    private static volatile int turn;

    public static void main(String[] args) throws InterruptedException {
        long start = System.nanoTime();
        Thread.sleep(12);
        Check.lasted(12, start, "sleep(12)");
        System.out.println("slept " + (System.nanoTime() - start));
        start = System.nanoTime();
        Thread.sleep(3, 700_000);
        TimeUnit.MILLISECONDS.sleep(4);
        Check.lasted(7, start, "two sleeps");
        System.out.println("slept " + (System.nanoTime() - start));
        Thread.sleep(0);
        Check.thrown(IllegalArgumentException.class, () -> Thread.sleep(-1));

        Thread sleeper = Crew.start("sleeper", () -> {
            Check.thrown(InterruptedException.class, () -> Thread.sleep(60_000));
            Check.that(!Thread.currentThread().isInterrupted(), "the exception clears the interrupt status");
            Thread.currentThread().interrupt();
            Check.thrown(InterruptedException.class, () -> Thread.sleep(60_000));
            Thread.currentThread().interrupt();
            Thread.yield();
            Check.that(Thread.interrupted(), "yield leaves the interrupt status alone");
        });
        Crew.await(sleeper, Thread.State.TIMED_WAITING);
        sleeper.interrupt();
        sleeper.join();
        order();
        pingPong();
    }

    /** Sleepers end in the order of their deadlines. */
    private static void order() throws InterruptedException {
        StringBuffer ended = new StringBuffer();
        Crew.run(5, number -> {
            Thread.sleep(20 + 10 * ((number * 3) % 5));
            ended.append(number);
        });
        System.out.println(ended);
    }

    private static void pingPong() throws InterruptedException {
        int[] spins = new int[2];
        Crew.run(2, number -> {
            for (int round = 0; round < 200; round++) {
                while (turn != number) {
                    spins[number]++;
                    if (number == 0) {
                        Thread.yield();
                    } else {
                        Thread.onSpinWait();
                    }
                }
                turn = 1 - number;
            }
        });
        System.out.println("spins " + spins[0] + " " + spins[1]);
    }
}
