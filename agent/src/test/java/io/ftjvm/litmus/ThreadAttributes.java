package io.ftjvm.litmus;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** Priorities, names, groups, daemons, handlers, class loaders, and what management tells of threads. */
public final class ThreadAttributes {
    public static void main(String[] args) throws Exception {
        groups();
        attributes();
        management();
        deadlocked();
    }

    private static void groups() throws InterruptedException {
        ThreadGroup outer = new ThreadGroup("outer");
        ThreadGroup inner = new ThreadGroup(outer, "inner") {
            @Override
            public void uncaughtException(Thread t, Throwable e) {
                System.out.println(getName() + " got " + e.getMessage() + " of " + t.getName());
            }
        };
        outer.setMaxPriority(7);
        Object lock = new Object();
        Thread one = new Thread(inner, () -> waitIn(lock), "one");
        one.setPriority(10);
        one.start();
        Thread two = new Thread(outer, () -> waitIn(lock), "two");
        two.start();
        Crew.await(one, Thread.State.WAITING);
        Crew.await(two, Thread.State.WAITING);
        Check.equal(7, one.getPriority(), "a group's limit");
        Check.equal(2, outer.activeCount(), "threads in the group");
        Check.equal(1, outer.activeGroupCount(), "groups in the group");
        Thread[] list = new Thread[5];
        System.out.println(outer.enumerate(list) + " " + list[0].getName() + " " + list[1].getName());
        Check.equal(1, outer.enumerate(new Thread[5], false), "not recursive");
        ThreadGroup root = outer;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        ThreadGroup[] below = new ThreadGroup[10];
        int groups = root.enumerate(below);
        for (int i = 0; i < groups; i++) {
            System.out.println(root.getName() + " has " + below[i].getName());
        }
        synchronized (lock) {
            lock.notifyAll();
        }
        one.join();
        two.join();
        Check.equal(null, one.getThreadGroup(), "the group of a thread that has ended");
        Thread thrower = new Thread(inner, () -> {
            throw new IllegalStateException("thrown");
        });
        thrower.start();
        thrower.join();
    }

    private static void waitIn(Object lock) {
        synchronized (lock) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                Check.fail("nobody interrupts");
            }
        }
    }

    private static void attributes() throws InterruptedException {
        Thread t = new Thread(() -> {
            Thread self = Thread.currentThread();
            self.setName("renamed");
            self.setPriority(Thread.MAX_PRIORITY);
            System.out.println(self + " " + self.isDaemon() + " "
                    + self.getContextClassLoader().getClass().getName());
            Thread child = new Thread(() -> {});
            System.out.println(child.isDaemon() + " " + child.getPriority() + " " + child.getName());
            Check.thrown(IllegalThreadStateException.class, () -> self.setDaemon(false));
            Check.thrown(IllegalThreadStateException.class, self::start);
        });
        t.setDaemon(true);
        Check.equal(Thread.State.NEW, t.getState(), "not started");
        Check.that(!t.isAlive(), "not started, not alive");
        Check.equal(0, t.getStackTrace().length, "stack of a thread that has not been started");
        t.join();
        t.start();
        t.join();
        Check.equal(Thread.State.TERMINATED, t.getState(), "ended");
        Check.equal(0, t.getStackTrace().length, "stack of a thread that has ended");
        Check.thrown(IllegalThreadStateException.class, t::start);
        t.interrupt();
        System.out.println("interrupted after its end: " + t.isInterrupted());
        Check.thrown(IllegalArgumentException.class, () -> t.setPriority(11));
        Check.that(Thread.holdsLock(t) == false, "no lock");
        Thread.UncaughtExceptionHandler handler =
                (thread, e) -> System.out.println(thread.getName() + ": " + e.getMessage());
        Thread handled = new Thread(
                () -> {
                    throw new IllegalStateException("for its own handler");
                },
                "handled");
        handled.setUncaughtExceptionHandler(handler);
        handled.start();
        handled.join();
    }

    @SuppressWarnings("deprecation") // getId is the only name the oldest JDK has for it
    private static void management() throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Object lock = new Object();
        Thread waiting = Crew.start("waiting", () -> waitIn(lock));
        Crew.await(waiting, Thread.State.WAITING);
        Thread blocked;
        synchronized (lock) {
            blocked = Crew.start("blocked", () -> {
                synchronized (lock) {
                    lock.notifyAll();
                }
            });
            Crew.await(blocked, Thread.State.BLOCKED);
            ThreadInfo info = threads.getThreadInfo(blocked.getId());
            System.out.println(info.getThreadName() + " " + info.getThreadState() + " " + info.isInNative() + " "
                    + info.isSuspended());
            show("blocked on", info.getLockInfo(), info.getLockOwnerName());
            ThreadInfo other = threads.getThreadInfo(waiting.getId());
            System.out.println(other.getThreadName() + " " + other.getThreadState());
            show("waits for", other.getLockInfo(), other.getLockOwnerName());
        }
        long[] ids = threads.getAllThreadIds();
        Arrays.sort(ids);
        System.out.println(ids.length + " " + threads.getThreadCount() + " " + Arrays.toString(ids));
        for (ThreadInfo info : threads.dumpAllThreads(true, true)) {
            System.out.println(info.getThreadName());
        }
        blocked.join();
        waiting.join();
        Check.equal(null, threads.getThreadInfo(waiting.getId()), "a thread that has ended");
        System.out.println(threads.findMonitorDeadlockedThreads() == null);
        System.out.println(threads.getThreadCpuTime(Thread.currentThread().getId()) >= 0);
    }

    private static void show(String what, LockInfo lock, String owner) {
        System.out.println(what + " " + (lock == null ? null : lock.getClassName()) + " of " + owner);
    }

    @SuppressWarnings("deprecation")
    private static void deadlocked() throws InterruptedException {
        ReentrantLock a = new ReentrantLock();
        Object b = new Object();
        Thread one = Crew.daemon("one", () -> {
            synchronized (b) {
                Thread.sleep(20);
                a.lock();
            }
        });
        Thread two = Crew.daemon("two", () -> {
            a.lock();
            Thread.sleep(20);
            synchronized (b) {
                Check.fail("a deadlock");
            }
        });
        Crew.await(one, Thread.State.WAITING);
        Crew.await(two, Thread.State.BLOCKED);
        long[] found = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        Check.that(found != null, "the deadlock is found");
        Arrays.sort(found);
        long[] expected = {one.getId(), two.getId()};
        Arrays.sort(expected);
        Check.equal(Arrays.toString(expected), Arrays.toString(found), "who is deadlocked");
    }
}
