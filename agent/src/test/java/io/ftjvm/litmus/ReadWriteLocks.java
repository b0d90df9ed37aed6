package io.ftjvm.litmus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** ReentrantReadWriteLock and StampedLock: shared, exclusive, optimistic, timed, interrupted, converted. */
public final class ReadWriteLocks {
    private static int left;
    private static int right;

    public static void main(String[] args) throws InterruptedException {
        readWrite(new ReentrantReadWriteLock(false));
        readWrite(new ReentrantReadWriteLock(true));
        stamped();
        refused();
    }

    private static void readWrite(ReentrantReadWriteLock lock) throws InterruptedException {
        left = right = 0;
        StringBuffer log = new StringBuffer();
        Crew.run(5, number -> {
            for (int i = 0; i < 40; i++) {
                if (number < 2) {
                    lock.writeLock().lock();
                    left++;
                    Crew.work(3000);
                    right++;
                    lock.readLock().lock();
                    lock.writeLock().unlock();
                    log.append((char) ('A' + number));
                    lock.readLock().unlock();
                } else {
                    lock.readLock().lock();
                    int seen = left;
                    Crew.work(500);
                    Check.equal(seen, right, "both sides under a read lock");
                    log.append(number);
                    lock.readLock().unlock();
                }
            }
        });
        Check.equal(80, left, "writes");
        System.out.println(log);
    }

    private static void stamped() throws InterruptedException {
        left = right = 0;
        StampedLock lock = new StampedLock();
        int[] failed = new int[4];
        int[] converted = new int[4];
        Crew.run(4, number -> {
            for (int i = 0; i < 200; i++) {
                long stamp = lock.tryOptimisticRead();
                int l = left;
                Crew.work(300);
                int r = right;
                if (!lock.validate(stamp)) {
                    failed[number]++;
                    stamp = lock.readLock();
                    l = left;
                    r = right;
                    lock.unlockRead(stamp);
                }
                Check.equal(l, r, "both sides of a valid read");
                stamp = lock.readLock();
                long write = lock.tryConvertToWriteLock(stamp);
                if (write == 0) {
                    lock.unlockRead(stamp);
                    write = lock.writeLock();
                } else {
                    converted[number]++;
                }
                left++;
                Crew.work(300);
                right++;
                lock.unlockWrite(write);
            }
        });
        Check.equal(800, left, "writes");
        for (int i = 0; i < 4; i++) {
            System.out.println("invalid " + failed[i] + " converted " + converted[i]);
        }
    }

    private static void refused() throws InterruptedException {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        StampedLock stamped = new StampedLock();
        lock.writeLock().lock();
        long stamp = stamped.writeLock();
        Thread timed = Crew.start("timed", () -> {
            long start = System.nanoTime();
            Check.that(!lock.readLock().tryLock(8, TimeUnit.MILLISECONDS), "a lock held for writing");
            Check.equal(0L, stamped.tryReadLock(8, TimeUnit.MILLISECONDS), "a lock held for writing");
            Check.equal(0L, stamped.tryWriteLock(8, TimeUnit.MILLISECONDS), "a lock held for writing");
            Check.lasted(24, start, "three timed attempts");
        });
        Thread first = Crew.start(
                "first",
                () -> Check.thrown(
                        InterruptedException.class, () -> lock.readLock().lockInterruptibly()));
        Thread second =
                Crew.start("second", () -> Check.thrown(InterruptedException.class, stamped::writeLockInterruptibly));
        Crew.await(first, Thread.State.WAITING);
        Crew.await(second, Thread.State.WAITING);
        first.interrupt();
        second.interrupt();
        first.join();
        second.join();
        timed.join();
        stamped.unlockWrite(stamp);
        Check.that(stamped.tryReadLock() != 0, "a free lock");
    }
}
