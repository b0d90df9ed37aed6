package io.ftjvm.litmus;

import java.util.Map;
import java.util.TreeSet;

/** What a program sees of its threads: states, names, numbers, groups, the list of all; only its own may show. */
public final class ThreadViews {
    @SuppressWarnings("deprecation") // getId is the only name the oldest JDK has for it
    public static void main(String[] args) throws InterruptedException {
        Object lock = new Object();
        Thread blocked;
        Thread waiting = Crew.start("waiting", () -> {
            synchronized (lock) {
                lock.wait();
            }
        });
        Crew.await(waiting, Thread.State.WAITING);
        synchronized (lock) {
            blocked = Crew.start("blocked", () -> {
                synchronized (lock) {
                    System.out.println("entered");
                }
            });
            Crew.await(blocked, Thread.State.BLOCKED);
            blocked.interrupt();
            Thread.sleep(5);
            Check.equal(Thread.State.BLOCKED, blocked.getState(), "an interrupt does not end monitor entry");
        }
        Thread timed = Crew.start("timed", () -> Check.thrown(InterruptedException.class, () -> Thread.sleep(60_000)));
        Crew.await(timed, Thread.State.TIMED_WAITING);
        blocked.join();

        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] all = new Thread[50];
        int count = group.enumerate(all, true);
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            names.add(all[i].getName());
        }
        Check.equal("[main, timed, waiting]", names.toString(), "threads of the main group");
        Check.equal(3, Thread.activeCount(), "active count");
        Check.equal("main", group.getName(), "group");

        TreeSet<String> everything = new TreeSet<>();
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            if (entry.getKey().getThreadGroup() == group) {
                everything.add(entry.getKey().getName() + " in "
                        + (entry.getKey() == Thread.currentThread() ? "getAllStackTraces" : top(entry.getValue())));
            }
        }
        System.out.println(everything);
        System.out.println("ids " + Thread.currentThread().getId() + " " + waiting.getId() + " " + blocked.getId() + " "
                + timed.getId());
        System.out.println(new Thread().getName() + " " + new Thread(() -> {}).getName() + " " + Thread.currentThread()
                + " " + timed);
        timed.interrupt();
        timed.join();
        synchronized (lock) {
            lock.notify();
        }
        waiting.join();
        churn();
    }

    private static String top(StackTraceElement[] trace) {
        for (StackTraceElement element : trace) {
            if (element.getClassName().startsWith("io.ftjvm.litmus")) {
                return element.toString();
            }
        }
        return "nothing of its own";
    }

    /** Many short threads: starts, ends and ids follow one another as they did. */
    private static void churn() throws InterruptedException {
        StringBuffer ended = new StringBuffer();
        for (int round = 0; round < 10; round++) {
            Crew.run(10, number -> {
                Crew.work(number * 2000);
                ended.append(number);
            });
        }
        System.out.println(ended);
        Check.equal(100, ended.length(), "threads that ran");
    }
}
