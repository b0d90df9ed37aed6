package io.ftjvm.litmus;

import java.util.ArrayDeque;
import java.util.Queue;

/** Untimed wait, notify and notifyAll: a bounded buffer, a gate for many, one waiter woken at a time. */
public final class WaitNotify {
    private static final Queue<String> BUFFER = new ArrayDeque<>();

    public static void main(String[] args) throws InterruptedException {
        buffer();
        gate();
        oneAtATime();
        Object free = new Object();
        Check.thrown(IllegalMonitorStateException.class, free::wait);
        Check.thrown(IllegalMonitorStateException.class, free::notify);
        Check.thrown(IllegalMonitorStateException.class, free::notifyAll);
    }

    private static void buffer() throws InterruptedException {
        StringBuilder taken = new StringBuilder();
        Thread consumer = Crew.start("consumer", () -> {
            for (int i = 0; i < 90; i++) {
                synchronized (BUFFER) {
                    while (BUFFER.isEmpty()) {
                        BUFFER.wait();
                    }
                    taken.append(BUFFER.remove()).append(' ');
                    BUFFER.notifyAll();
                }
            }
        });
        Crew.run(3, number -> {
            for (int i = 0; i < 30; i++) {
                synchronized (BUFFER) {
                    while (BUFFER.size() == 4) {
                        BUFFER.wait();
                    }
                    BUFFER.add((char) ('a' + number) + "" + i);
                    BUFFER.notifyAll();
                }
                Crew.work(1000);
            }
        });
        consumer.join();
        System.out.println(taken);
    }

    private static void gate() throws InterruptedException {
        Object gate = new Object();
        boolean[] open = {false};
        StringBuilder passed = new StringBuilder();
        Thread opener = Crew.start("opener", () -> {
            Thread.sleep(20);
            synchronized (gate) {
                open[0] = true;
                gate.notifyAll();
                Crew.work(10_000);
                Check.equal(0, passed.length(), "threads through a gate whose monitor is held");
            }
        });
        Crew.run(6, number -> {
            synchronized (gate) {
                synchronized (gate) {
                    while (!open[0]) {
                        gate.wait();
                    }
                }
                passed.append(number);
            }
        });
        opener.join();
        Check.equal(6, passed.length(), "threads through the gate");
        System.out.println(passed);
    }

    private static void oneAtATime() throws InterruptedException {
        Object lock = new Object();
        int[] state = new int[2]; // waiting, permits
        StringBuilder woken = new StringBuilder();
        Thread giver = Crew.start("giver", () -> {
            for (int i = 0; i < 5; ) {
                synchronized (lock) {
                    if (state[0] > 0) {
                        state[0]--;
                        state[1]++;
                        lock.notify();
                        i++;
                    }
                }
                Thread.yield();
            }
        });
        Crew.run(5, number -> {
            synchronized (lock) {
                state[0]++;
                while (state[1] == 0) {
                    lock.wait();
                }
                state[1]--;
                woken.append(number);
            }
        });
        giver.join();
        Check.equal(0, state[1], "permits left");
        System.out.println(woken);
    }
}
