package io.ftjvm.litmus;

import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Phaser and Exchanger: parties that come and go, timed and interrupted waits, who met whom. */
public final class PhasersExchangers {
    public static void main(String[] args) throws InterruptedException {
        phases();
        waits();
        exchange();
    }

    private static void phases() throws InterruptedException {
        StringBuilder log = new StringBuilder();
        Phaser phaser = new Phaser(4) {
            @Override
            protected boolean onAdvance(int phase, int registered) {
                log.append('|').append(registered).append('|');
                return registered == 0;
            }
        };
        Crew.run(4, number -> {
            for (int phase = 0; phase < 8 - number; phase++) {
                Crew.work((number + phase) % 3 * 3000);
                synchronized (log) {
                    log.append((char) ('a' + number));
                }
                if (phase == 7 - number) {
                    phaser.arriveAndDeregister();
                } else {
                    Check.equal(phase + 1, phaser.arriveAndAwaitAdvance(), "phase");
                }
            }
        });
        Check.that(phaser.isTerminated(), "a phaser without parties is terminated");
        System.out.println(log);
    }

    private static void waits() throws InterruptedException {
        Phaser phaser = new Phaser(1);
        long start = System.nanoTime();
        Check.thrown(TimeoutException.class, () -> phaser.awaitAdvanceInterruptibly(0, 10, TimeUnit.MILLISECONDS));
        Check.lasted(10, start, "awaitAdvance");
        Thread interrupted = Crew.start(
                "interrupted",
                () -> Check.thrown(InterruptedException.class, () -> phaser.awaitAdvanceInterruptibly(0)));
        Thread patient = Crew.start("patient", () -> Check.equal(1, phaser.awaitAdvance(0), "phase"));
        Crew.await(interrupted, Thread.State.WAITING);
        Crew.await(patient, Thread.State.WAITING);
        interrupted.interrupt();
        interrupted.join();
        phaser.arrive();
        patient.join();
    }

    private static void exchange() throws InterruptedException {
        Exchanger<String> exchanger = new Exchanger<>();
        String[] chain = new String[4];
        Crew.run(4, number -> {
            String mine = "" + number;
            for (int i = 0; i < 15; i++) {
                try {
                    mine = exchanger.exchange(mine, 20, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    mine += "!";
                }
                mine += number;
                Crew.work(number * 1000);
            }
            chain[number] = mine;
        });
        System.out.println(String.join(" ", chain));
        long start = System.nanoTime();
        Check.thrown(TimeoutException.class, () -> exchanger.exchange("alone", 10, TimeUnit.MILLISECONDS));
        Check.lasted(10, start, "exchange");
        Thread lonely = Crew.start(
                "lonely", () -> Check.thrown(InterruptedException.class, () -> exchanger.exchange("lonely")));
        Crew.await(lonely, Thread.State.WAITING);
        lonely.interrupt();
        lonely.join();
    }
}
