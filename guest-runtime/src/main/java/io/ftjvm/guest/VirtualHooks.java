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
            Carrier.mount(g);
        }
    }

    @Replace(value = "java/lang/VirtualThread lazySubmitRunContinuation ()V", from = 18)
    public static void lazySubmit(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g == null) {
            VirtualJdk.lazySubmit(v);
        } else {
            Carrier.mount(g);
        }
    }

    @Replace(value = "java/lang/VirtualThread run (Ljava/lang/Runnable;)V", from = 18)
    public static void run(Thread v, Runnable task) {
        GuestThread g = Jdk.guest(v);
        if (g == null) {
            VirtualJdk.run(v, task);
        } else {
            VirtualThreads.run(g, task);
        }
    }

    /** The JVM blocks a thread for a moment, and the next carrier is another native thread. */
    @Extend(value = "java/lang/VirtualThread mount ()V", from = 18)
    public static void mounting(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g != null && g.begun) {
            HashState.restore(Thread.currentThread(), g);
        }
    }

    @Extend(value = "java/lang/VirtualThread unmount ()V", from = 18)
    public static void unmounting(Thread v) {
        GuestThread g = Jdk.guest(v);
        if (g != null) {
            HashState.save(v, g);
        }
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

    /** Which of the JVM's carriers it is, and whether a blocked thread could leave it, is not the guest's to see. */
    @Replace(value = "java/lang/VirtualThread appendCarrierInfo (Ljava/lang/StringBuilder;)Z", from = 18)
    public static boolean appendCarrierInfo(Thread v, StringBuilder b) {
        if (Threads.guestView(v) == null) {
            return VirtualJdk.appendCarrierInfo(v, b);
        }
        if (v != Thread.currentThread()) {
            return false;
        }
        b.append("runnable@ForkJoinPool-1-worker-1");
        return true;
    }

    @Replace(value = "java/lang/VirtualThread asyncGetStackTrace ()[Ljava/lang/StackTraceElement;", from = 18)
    public static StackTraceElement[] stackTrace(Thread v) {
        GuestThread g = Threads.guestView(v);
        return g == null ? VirtualJdk.stackTrace(v) : StackTraces.ofVirtual(g);
    }

    // What the JDK keeps for each carrier. Which one a guest's thread is mounted on is not a function of the guest.

    @Replace(value = "java/util/concurrent/ThreadLocalRandom getProbe ()I", from = 18)
    public static int probe() {
        GuestThread g = Scheduler.current();
        return g == null ? VirtualJdk.probe() : VirtualJdk.probe(g.thread);
    }

    @Replace(value = "java/util/concurrent/ThreadLocalRandom advanceProbe (I)I", from = 18)
    public static int advanceProbe(int probe) {
        GuestThread g = Scheduler.current();
        if (g == null || !g.virtual) {
            return VirtualJdk.advanceProbe(probe);
        }
        int p = probe;
        p ^= p << 13;
        p ^= p >>> 17;
        p ^= p << 5;
        Jdk.threadLocalRandomProbe(g.thread, p);
        return p;
    }

    @Replace(value = "java/lang/ThreadLocal getCarrierThreadLocal ()Ljava/lang/Object;", from = 18)
    public static Object ofCarrier(ThreadLocal<?> local) {
        Thread carrier = VirtualThreads.carrier();
        return carrier == null ? VirtualJdk.ofCarrier(local) : VirtualJdk.get(local, carrier);
    }

    @Replace(value = "java/lang/ThreadLocal setCarrierThreadLocal (Ljava/lang/Object;)V", from = 18)
    public static void setOfCarrier(ThreadLocal<?> local, Object value) {
        Thread carrier = VirtualThreads.carrier();
        if (carrier == null) {
            VirtualJdk.setOfCarrier(local, value);
        } else {
            VirtualJdk.set(local, carrier, value);
        }
    }

    @Replace(value = "java/lang/ThreadLocal removeCarrierThreadLocal ()V", from = 18)
    public static void removeOfCarrier(ThreadLocal<?> local) {
        Thread carrier = VirtualThreads.carrier();
        if (carrier == null) {
            VirtualJdk.removeOfCarrier(local);
        } else {
            VirtualJdk.remove(local, carrier);
        }
    }

    /** Whoever needs the class first, say a bean that counts carriers: the thread and the pool it makes are the host's. */
    @Extend(value = "java/lang/VirtualThread <clinit> ()V", from = 18)
    public static void classInitialises() {
        VirtualThreads.classInitialises();
    }

    @Extend(value = "java/lang/VirtualThread <clinit> ()V", from = 18, atReturn = true)
    public static void classInitialised() {
        VirtualThreads.classInitialised();
    }
}
