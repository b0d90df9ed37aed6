package io.ftjvm.litmus;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** Clocks: monotonic within and across threads, in step with each other, never behind a wait. */
public final class Clocks {
    private static long latest;

    public static void main(String[] args) throws InterruptedException {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();
        Instant instant = Instant.now();
        System.out.println(nanos + " " + millis + " " + instant);
        System.out.println(LocalDateTime.now() + " " + ZonedDateTime.now() + " " + new Date());
        System.out.println(Clock.systemUTC().millis() + " "
                + Clock.tickSeconds(Clock.systemUTC().getZone()).instant());
        Check.that(instant.toEpochMilli() - millis >= 0, "Instant.now is not behind currentTimeMillis");
        Check.that(millis > 1_700_000_000_000L, "it is late in 2023 or later");

        long previous = System.nanoTime();
        long largest = 0;
        int same = 0;
        for (int i = 0; i < 100_000; i++) {
            long now = System.nanoTime();
            Check.that(now >= previous, "nanoTime does not go back");
            same += now == previous ? 1 : 0;
            largest = Math.max(largest, now - previous);
            previous = now;
        }
        System.out.println("equal readings " + same + " largest step " + largest);
        Check.that(same < 100_000, "time passes while a program only reads it");

        Crew.run(4, number -> {
            for (int i = 0; i < 2000; i++) {
                synchronized (Clocks.class) {
                    long now = System.nanoTime();
                    Check.that(now >= latest, "nanoTime does not go back between threads");
                    latest = now;
                }
            }
        });
        System.out.println("latest " + (latest - nanos));
        untilSomeTime();

        long startNanos = System.nanoTime();
        long startMillis = System.currentTimeMillis();
        Thread.sleep(50);
        long byNanos = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        long byMillis = System.currentTimeMillis() - startMillis;
        System.out.println("sleep(50) took " + byNanos + " " + byMillis);
        Check.that(byNanos >= 50, "sleep lasts");
        Check.that(byMillis >= 49, "sleep lasts on the wall clock");
    }

    /** A loop that does nothing but ask for the time has to end. */
    private static void untilSomeTime() {
        long end = System.currentTimeMillis() + 20;
        long reads = 0;
        while (System.currentTimeMillis() < end) {
            reads++;
        }
        long deadline = System.nanoTime() + 10_000_000;
        while (System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
            reads++;
        }
        System.out.println("reads " + reads);
    }
}
