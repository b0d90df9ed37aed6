package io.ftjvm.litmus;

import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** {@code stop}, {@code suspend} and {@code resume}: what they do up to JDK 17 to a thread in every state, and that they are gone. */
@SuppressWarnings({"deprecation", "removal"})
public final class ThreadStops {
    private static volatile long turns;
    private static volatile boolean done;

    private final Thread thread;
    private volatile Throwable caught;
    private volatile boolean interrupted;

    private ThreadStops(Check.Body body) {
        thread = new Thread(() -> {
            try {
                body.run();
            } catch (Throwable t) {
                interrupted = Thread.currentThread().isInterrupted();
                caught = t;
            }
        });
        thread.setDaemon(true);
    }

    public static void main(String[] args) throws Exception {
        if (Runtime.version().feature() > 17) {
            refused();
            return;
        }
        stopsItself();
        stopsOthers();
        stopsAtMonitors();
        stopsInput();
        stopsWhatDoesNotRun();
        handlesWhatStops();
        suspendsItself();
        suspendsOthers();
        suspendsWhoHoldsLocks();
        suspendsWhoIsNext();
        stopsSuspended();
        groups();
    }

    private static void refused() {
        Thread other = new Thread(() -> {});
        ThreadGroup group = new ThreadGroup("group");
        Map<String, Check.Body> calls = new LinkedHashMap<>();
        calls.put("stop", other::stop);
        calls.put("stop itself", () -> Thread.currentThread().stop());
        calls.put("suspend", () -> other.suspend());
        calls.put("resume", () -> other.resume());
        calls.put("group stop", () -> group.stop());
        calls.put("group suspend", () -> group.suspend());
        calls.put("group resume", () -> group.resume());
        calls.forEach((name, call) -> System.out.println(name + ": " + Check.thrown(Throwable.class, call)));
    }

    private ThreadStops start() {
        thread.start();
        return this;
    }

    private ThreadStops in(Thread.State state) {
        Crew.await(thread, state);
        return this;
    }

    private void ended(String what) throws InterruptedException {
        thread.join(20_000);
        System.out.println(what + ": " + thread.getState() + " " + caught + " interrupted " + interrupted);
    }

    private static void stopsItself() throws InterruptedException {
        new ThreadStops(() -> Thread.currentThread().stop()).start().ended("itself");
    }

    private static void spin() {
        for (; ; ) {
            turns++;
        }
    }

    private static void awaitTurns() {
        long from = turns;
        while (turns == from) {
            Thread.yield();
        }
    }

    private static void stopsOthers() throws InterruptedException {
        ThreadStops spinning = new ThreadStops(ThreadStops::spin).start();
        awaitTurns();
        spinning.thread.stop();
        spinning.ended("spinning");
        Object o = new Object();
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Thread here = Thread.currentThread();
        Map<String, Check.Body> calls = new LinkedHashMap<>();
        calls.put("sleep", () -> Thread.sleep(60_000));
        calls.put("wait", () -> {
            synchronized (o) {
                o.wait();
            }
        });
        calls.put("timed wait", () -> {
            synchronized (o) {
                o.wait(60_000);
            }
        });
        calls.put("park", LockSupport::park);
        calls.put("timed park", () -> LockSupport.parkNanos(60_000_000_000L));
        calls.put("join", here::join);
        calls.put("lock", lock::lock);
        calls.put("remove", queue::remove);
        for (Map.Entry<String, Check.Body> call : calls.entrySet()) {
            Thread.State state =
                    call.getKey().matches("sleep|timed.*") ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
            ThreadStops stopped = new ThreadStops(call.getValue()).start().in(state);
            stopped.thread.stop();
            stopped.ended(call.getKey());
        }
        lock.unlock();
        synchronized (o) {
            System.out.println("and its monitor is free");
        }
    }

    private static void stopsAtMonitors() throws InterruptedException {
        Object o = new Object();
        ThreadStops blocked = new ThreadStops(() -> {
            synchronized (o) {
                spin();
            }
        });
        ThreadStops behind = new ThreadStops(() -> {
            synchronized (o) {
                turns = 0;
            }
        });
        synchronized (o) {
            blocked.start().in(Thread.State.BLOCKED);
            behind.start().in(Thread.State.BLOCKED);
            blocked.thread.stop();
            Thread.sleep(5);
            System.out.println("at a monitor: " + blocked.thread.getState());
        }
        blocked.ended("blocked");
        behind.ended("behind");
    }

    private static void stopsInput() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ThreadStops accepting = new ThreadStops(server::accept).start();
            while (!Arrays.toString(accepting.thread.getStackTrace()).contains("implAccept")) {
                Thread.yield();
            }
            Thread.sleep(50);
            accepting.thread.stop();
            accepting.thread.join(20);
            System.out.println("accepting: " + accepting.thread.getState());
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                accepting.ended("accepted " + client.isConnected());
            }
        }
    }

    private static void stopsWhatDoesNotRun() throws InterruptedException {
        ThreadStops unborn = new ThreadStops(() -> Check.fail("a thread runs that was stopped"));
        unborn.thread.stop();
        System.out.println("unborn: " + unborn.thread.getState() + " " + unborn.thread.isAlive());
        unborn.start().ended("stillborn");
        unborn.thread.stop();
        unborn.ended("dead");
        ThreadStops asleep = new ThreadStops(() -> System.out.println("runs"));
        asleep.thread.suspend();
        asleep.start().ended("not started, suspended");
        asleep.thread.suspend();
        asleep.thread.resume();
    }

    private static void handlesWhatStops() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        done = false;
        ThreadStops stubborn = new ThreadStops(() -> {
            lock.lock();
            try {
                Thread.sleep(60_000);
            } catch (ThreadDeath e) {
                System.out.println("goes on after " + e);
            } finally {
                System.out.println("finally, holding " + lock.isHeldByCurrentThread());
            }
            done = true;
            Thread.sleep(60_000);
        });
        stubborn.start().in(Thread.State.TIMED_WAITING).thread.stop();
        while (!done) {
            Thread.yield();
        }
        stubborn.in(Thread.State.TIMED_WAITING);
        System.out.println("kept " + lock.isLocked());
        stubborn.thread.stop();
        stubborn.ended("twice");
        Thread silent = new Thread(() -> LockSupport.park());
        silent.start();
        Crew.await(silent, Thread.State.WAITING);
        silent.stop();
        silent.join();
        Thread heard = new Thread(() -> LockSupport.park());
        heard.setUncaughtExceptionHandler((t, e) -> System.out.println("uncaught " + e));
        heard.start();
        Crew.await(heard, Thread.State.WAITING);
        heard.stop();
        heard.join();
    }

    private static void suspendsItself() throws InterruptedException {
        done = false;
        ThreadStops self = new ThreadStops(() -> {
                    turns = 0;
                    Thread.currentThread().suspend();
                    done = true;
                })
                .start();
        self.thread.join(30);
        System.out.println("suspended by itself: " + self.thread.getState() + " " + done);
        while (!done) {
            self.thread.resume();
            Thread.yield();
        }
        self.ended("resumed");
    }

    private static void suspendsOthers() throws InterruptedException {
        ThreadStops spinning = new ThreadStops(ThreadStops::spin).start();
        awaitTurns();
        spinning.thread.suspend();
        spinning.thread.suspend();
        long stands = turns;
        Thread.sleep(20);
        System.out.println("stands " + (stands == turns) + " " + spinning.thread.getState() + " "
                + ManagementFactory.getThreadMXBean()
                        .getThreadInfo(spinning.thread.getId())
                        .isSuspended());
        spinning.thread.resume();
        awaitTurns();
        spinning.thread.stop();
        spinning.ended("spun");

        Object o = new Object();
        done = false;
        ThreadStops sleeping = new ThreadStops(() -> {
                    while (!done) {
                        Thread.sleep(1);
                    }
                })
                .start()
                .in(Thread.State.TIMED_WAITING);
        ThreadStops parked = new ThreadStops(LockSupport::park).start().in(Thread.State.WAITING);
        ThreadStops waiting = new ThreadStops(() -> {
                    synchronized (o) {
                        o.wait();
                    }
                })
                .start()
                .in(Thread.State.WAITING);
        ThreadStops interruptible =
                new ThreadStops(() -> Thread.sleep(60_000)).start().in(Thread.State.TIMED_WAITING);
        sleeping.thread.suspend();
        parked.thread.suspend();
        waiting.thread.suspend();
        interruptible.thread.suspend();
        LockSupport.unpark(parked.thread);
        synchronized (o) {
            o.notify();
        }
        interruptible.thread.interrupt();
        sleeping.in(Thread.State.RUNNABLE);
        parked.in(Thread.State.RUNNABLE);
        done = true;
        for (ThreadStops each : new ThreadStops[] {sleeping, parked, waiting, interruptible}) {
            System.out.print(each.thread.getState() + " ");
            each.thread.resume();
            each.ended("resumed");
        }
    }

    private static void suspendsWhoHoldsLocks() throws InterruptedException {
        Object o = new Object();
        ThreadStops holder = new ThreadStops(() -> {
            synchronized (o) {
                spin();
            }
        });
        holder.start();
        awaitTurns();
        holder.thread.suspend();
        ThreadStops contender = new ThreadStops(() -> {
            synchronized (o) {
                turns = 0;
            }
        });
        contender.start().in(Thread.State.BLOCKED).thread.join(20);
        System.out.println("deadlock: " + contender.thread.getState());
        holder.thread.stop();
        holder.ended("holder");
        contender.ended("contender");
    }

    /** The monitor does not wait for a suspended thread. */
    private static void suspendsWhoIsNext() throws InterruptedException {
        Object o = new Object();
        ThreadStops[] contenders = new ThreadStops[4];
        synchronized (o) {
            for (int i = 0; i < contenders.length; i++) {
                int number = i;
                contenders[i] = new ThreadStops(() -> {
                            synchronized (o) {
                                turns += number;
                            }
                        })
                        .start()
                        .in(Thread.State.BLOCKED);
            }
            contenders[0].thread.suspend();
            contenders[2].thread.suspend();
        }
        contenders[1].ended("second");
        contenders[3].ended("fourth");
        System.out.println(contenders[0].thread.getState() + " " + contenders[2].thread.getState());
        contenders[2].thread.resume();
        contenders[2].ended("third");
        contenders[0].thread.resume();
        contenders[0].ended("first");
    }

    private static void stopsSuspended() throws InterruptedException {
        ThreadStops sleeping =
                new ThreadStops(() -> Thread.sleep(60_000)).start().in(Thread.State.TIMED_WAITING);
        sleeping.thread.suspend();
        sleeping.thread.stop();
        sleeping.ended("suspended and stopped");
    }

    private static void groups() throws InterruptedException {
        ThreadGroup group = new ThreadGroup("group");
        ThreadGroup inner = new ThreadGroup(group, "inner");
        Thread[] members = {new Thread(group, ThreadStops::spin, "spins"), new Thread(inner, LockSupport::park, "parks")
        };
        for (Thread t : members) {
            t.start();
        }
        Crew.await(members[1], Thread.State.WAITING);
        awaitTurns();
        group.suspend();
        long stands = turns;
        LockSupport.unpark(members[1]);
        Crew.await(members[1], Thread.State.RUNNABLE);
        System.out.println("group stands " + (stands == turns));
        group.resume();
        members[1].join();
        awaitTurns();
        Thread suicide = new Thread(group, () -> {
            group.stop();
            Check.fail("not stopped by its own group");
        });
        suicide.start();
        suicide.join();
        members[0].join();
        System.out.println("group of " + group.activeCount());
    }
}
