package io.ftjvm.litmus;

import java.util.concurrent.CountDownLatch;

/** Two daemon threads in deadlock stay there, and everybody else goes on to the end. */
public final class Deadlock {
    public static void main(String[] args) throws InterruptedException {
        Object a = new Object();
        Object b = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread left = locker("left", a, b, both);
        Thread right = locker("right", b, a, both);
        Crew.await(left, Thread.State.BLOCKED);
        Crew.await(right, Thread.State.BLOCKED);
        left.interrupt();
        left.join(10);
        Check.that(left.isAlive() && right.isAlive(), "a deadlock lasts");
        Check.equal(Thread.State.BLOCKED, left.getState(), "state in a deadlock");
        System.out.println("in deadlock");
    }

    private static Thread locker(String name, Object first, Object second, CountDownLatch both) {
        Thread thread = new Thread(
                () -> {
                    synchronized (first) {
                        both.countDown();
                        try {
                            both.await();
                        } catch (InterruptedException e) {
                            Check.fail("interrupted too early");
                        }
                        synchronized (second) {
                            Check.fail("a deadlock was passed");
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
