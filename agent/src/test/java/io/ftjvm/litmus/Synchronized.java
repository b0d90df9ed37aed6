package io.ftjvm.litmus;

/** Mutual exclusion by synchronized methods, static ones, blocks and re-entry; holders yield, sleep and are preempted. */
public final class Synchronized {
    private static int statics;
    private static final StringBuilder ORDER = new StringBuilder();

    private int value;
    private int inside;

    private synchronized void add(int number, int round) throws InterruptedException {
        Check.equal(0, inside++, "threads inside");
        int before = value;
        if (round % 16 == number) {
            Thread.yield();
        } else if (round % 64 == number) {
            Thread.sleep(1);
        } else {
            Crew.work(500);
        }
        again(3);
        value = before + 1;
        ORDER.append((char) ('a' + number));
        inside--;
    }

    private synchronized void again(int depth) {
        Check.that(Thread.holdsLock(this), "a re-entered monitor is held");
        if (depth > 0) {
            again(depth - 1);
        }
    }

    private static synchronized void addStatic() {
        int before = statics;
        Crew.work(300);
        statics = before + 1;
    }

    public static void main(String[] args) throws InterruptedException {
        Synchronized shared = new Synchronized();
        Object[] locks = {new Object(), "a literal", Synchronized.class, new int[0]};
        int[] counts = new int[locks.length];
        Crew.run(4, number -> {
            for (int round = 0; round < 200; round++) {
                shared.add(number, round);
                addStatic();
                int which = (round + number) % locks.length;
                synchronized (locks[which]) {
                    int before = counts[which];
                    if (round % 50 == 0) {
                        Thread.yield();
                    }
                    Crew.work(100);
                    counts[which] = before + 1;
                }
            }
        });
        Check.equal(800, shared.value, "count under a monitor");
        Check.equal(800, statics, "count under a class's monitor");
        Check.equal(800, counts[0] + counts[1] + counts[2] + counts[3], "count under several monitors");
        Check.that(!Thread.holdsLock(shared), "a monitor that was left is free");
        System.out.println(ORDER);
    }
}
