package io.ftjvm.litmus;

import java.util.concurrent.CountDownLatch;

/** Two daemon threads in the initialisers of classes that need each other: a deadlock, and the others go on. */
public final class ClassInitDeadlock {
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    private static final class Left {
        static final int VALUE;

        static {
            meet();
            VALUE = Right.VALUE;
        }
    }

    private static final class Right {
        static final int VALUE;

        static {
            meet();
            VALUE = Left.VALUE;
        }
    }

    private static void meet() {
        BOTH.countDown();
        try {
            BOTH.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Thread left = Crew.daemon("left", () -> Check.fail("passed a deadlock: " + Left.VALUE));
        Thread right = Crew.daemon("right", () -> Check.fail("passed a deadlock: " + Right.VALUE));
        BOTH.await();
        for (int i = 0; i < 40; i++) {
            Thread.sleep(100);
        }
        left.interrupt();
        left.join(10);
        Check.that(left.isAlive() && right.isAlive(), "a deadlock lasts");
        // The JVM does not count it as waiting.
        Check.equal(Thread.State.RUNNABLE, left.getState(), "state of a thread that awaits an initialiser");
        Check.equal(Thread.State.RUNNABLE, right.getState(), "state of a thread that awaits an initialiser");
        System.out.println("the others go on");
    }
}
