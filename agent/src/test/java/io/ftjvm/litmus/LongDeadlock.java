package io.ftjvm.litmus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Two daemon threads in a deadlock over a monitor and a lock, for seconds, while the others go on. */
public final class LongDeadlock {
    public static void main(String[] args) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Object monitor = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Crew.daemon("left", () -> {
            lock.lock();
            both.countDown();
            both.await();
            synchronized (monitor) {
                Check.fail("a deadlock was passed");
            }
        });
        Crew.daemon("right", () -> {
            synchronized (monitor) {
                both.countDown();
                both.await();
                lock.lock();
                Check.fail("a deadlock was passed");
            }
        });
        for (int i = 0; i < 40; i++) {
            Thread.sleep(100);
        }
        System.out.println("the others go on");
    }
}
