package io.ftjvm.litmus;

import java.util.concurrent.CountDownLatch;

/** Two daemon threads in class loaders that are not parallel capable, each of which asks the other's: a deadlock. */
public final class ClassLoaderDeadlock {
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    /** Asks another loader, in the middle of loading. */
    static final class Asking extends ClassLoader {
        private ClassLoader other;

        Asking() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            BOTH.countDown();
            try {
                BOTH.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return other.loadClass(name);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Asking one = new Asking();
        Asking two = new Asking();
        one.other = two;
        two.other = one;
        Thread left = Crew.daemon("left", () -> Check.fail("passed a deadlock: " + one.loadClass("Left")));
        Thread right =
                Crew.daemon("right", () -> Check.fail("passed a deadlock: " + Class.forName("Right", true, two)));
        BOTH.await();
        for (int i = 0; i < 40; i++) {
            Thread.sleep(100);
        }
        left.interrupt();
        left.join(10);
        Check.equal(Thread.State.BLOCKED, left.getState(), "state of a thread that awaits a loader");
        Check.equal(Thread.State.BLOCKED, right.getState(), "state of a thread that awaits a loader");
        System.out.println("the others go on");
    }
}
