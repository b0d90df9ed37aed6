package io.ftjvm.guest;

import java.util.concurrent.Executor;

/**
 * What becomes of the scheduling of virtual threads; part of the table of {@link Hooks}. A guest's are guest threads like
 * others: their own state, timers and queues are the scheduler's, and of {@code VirtualThread} only mounting is used.
 */
public final class VirtualHooks {
    private VirtualHooks() {}

    @Replace(
            value =
                    "java/lang/ThreadBuilders newVirtualThread (Ljava/util/concurrent/Executor;Ljava/lang/String;ILjava/lang/Runnable;)Ljava/lang/Thread;",
            from = 18)
    public static Thread newThread(Executor scheduler, String name, int characteristics, Runnable task) {
        if (Scheduler.current() != null) {
            VirtualThreads.prepare();
        }
        return Jdk.newVirtualThread(scheduler, name, characteristics, task);
    }

    @Replace(value = "java/lang/VirtualThread externalSubmitRunContinuationOrThrow ()V", from = 18)
    public static void firstSubmit(Thread v) {
        if (Scheduler.current() == null) {
            VirtualJdk.firstSubmit(v);
        } else {
            VirtualThreads.start(v);
        }
    }

    @Replace(value = "java/lang/VirtualThread submitRunContinuation ()V", from = 18)
    public static void submit(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g == null) {
            VirtualJdk.submit(v);
        } else {
            Carrier.resubmit(g);
        }
    }

    @Replace(value = "java/lang/VirtualThread lazySubmitRunContinuation ()V", from = 18)
    public static void lazySubmit(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g == null) {
            VirtualJdk.lazySubmit(v);
        } else {
            Carrier.resubmit(g);
        }
    }

    @Extend(value = "java/lang/VirtualThread run (Ljava/lang/Runnable;)V", from = 18)
    public static void began(Thread v) {
        VirtualThreads.began(v);
    }

    @Extend(value = "java/lang/VirtualThread run (Ljava/lang/Runnable;)V", atReturn = true, from = 18)
    public static void ended(Thread v) {
        VirtualThreads.ended(v);
    }

    /** Of a guest's thread this is over by the time its carrier gets here. */
    @Replace(value = "java/lang/VirtualThread afterDone ()V", from = 18)
    public static void afterDone(Thread v) {
        if (Jdk.guest(v) == null) {
            VirtualJdk.afterDone(v);
        }
    }

    @Replace(value = "java/lang/VirtualThread park ()V", from = 18)
    public static void park(Thread v) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            VirtualJdk.park(v);
        } else {
            Threads.park(g, false, 0);
        }
    }

    @Replace(value = "java/lang/VirtualThread parkNanos (J)V", from = 18)
    public static void parkNanos(Thread v, long nanos) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            VirtualJdk.parkNanos(v, nanos);
        } else {
            Threads.park(g, false, nanos == 0 ? -1 : nanos);
        }
    }

    @Replace(value = "java/lang/VirtualThread unpark ()V", from = 18)
    public static void unpark(Thread v) {
        if (Jdk.guest(v) == null) {
            VirtualJdk.unpark(v);
        } else {
            Threads.unpark(v);
        }
    }

    @Replace(value = "java/lang/VirtualThread tryYield ()V", from = 18)
    public static void tryYield(Thread v) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            VirtualJdk.tryYield(v);
        } else {
            Scheduler.yieldNow(g);
        }
    }

    @Replace(value = "java/lang/VirtualThread sleepNanos (J)V", from = 18)
    public static void sleepNanos(Thread v, long nanos) throws InterruptedException {
        GuestThread g = Scheduler.current();
        if (g == null) {
            VirtualJdk.sleepNanos(v, nanos);
        } else {
            VirtualThreads.sleep(g, nanos);
        }
    }

    @Replace(value = "java/lang/VirtualThread interrupt ()V", from = 18)
    public static void interrupt(Thread v) {
        GuestThread g = Threads.guestView(v);
        if (g == null) {
            VirtualJdk.interrupt(v);
        } else {
            VirtualThreads.interrupt(g);
        }
    }

    @Replace(value = "java/lang/VirtualThread isInterrupted ()Z", from = 18)
    public static boolean isInterrupted(Thread v) {
        GuestThread g = Threads.guestView(v);
        return g == null ? VirtualJdk.isInterrupted(v) : g.interrupted;
    }

    @Replace(value = "java/lang/VirtualThread getAndClearInterrupt ()Z", from = 18)
    public static boolean getAndClearInterrupt(Thread v) {
        GuestThread g = Threads.guestView(v);
        if (g == null) {
            return VirtualJdk.getAndClearInterrupt(v);
        }
        boolean interrupted = g.interrupted;
        g.interrupted = false;
        return interrupted;
    }

    @Replace(value = "java/lang/VirtualThread threadState ()Ljava/lang/Thread$State;", from = 18)
    public static Thread.State threadState(Thread v) {
        return Threads.guestView(v) == null ? VirtualJdk.threadState(v) : Threads.state(v);
    }

    @Replace(value = "java/lang/VirtualThread alive ()Z", from = 18)
    public static boolean alive(Thread v) {
        return Threads.guestView(v) == null ? VirtualJdk.alive(v) : Threads.isAlive(v);
    }

    @Replace(value = "java/lang/VirtualThread isTerminated ()Z", from = 18)
    public static boolean isTerminated(Thread v) {
        return Threads.guestView(v) == null ? VirtualJdk.isTerminated(v) : !Threads.isAlive(v);
    }
}
