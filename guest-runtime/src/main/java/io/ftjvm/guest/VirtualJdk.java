package io.ftjvm.guest;

import java.util.concurrent.Executor;

/** Members of java.base that have to do with virtual threads; see {@link Jdk}. {@code Thread} is a virtual one. */
final class VirtualJdk {
    private VirtualJdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    /** The platform thread that the caller runs on. */
    @Member(value = "invokestatic java/lang/Thread currentThread ()Ljava/lang/Thread;", to = 17)
    @Member(value = "invokestatic java/lang/Thread currentCarrierThread ()Ljava/lang/Thread;", from = 18)
    static Thread currentCarrier() {
        throw notInImage();
    }

    /** Initialises the class, which starts a thread of the JDK's own. */
    @Member(
            value = "invokestatic java/lang/VirtualThread defaultScheduler ()Ljava/util/concurrent/Executor;",
            from = 18)
    static Executor defaultScheduler() {
        throw notInImage();
    }

    @Member(value = "invokestatic jdk/internal/vm/Continuation pin ()V", from = 18)
    static void pin() {
        throw notInImage();
    }

    @Member(value = "invokestatic jdk/internal/vm/Continuation unpin ()V", from = 18)
    static void unpin() {
        throw notInImage();
    }

    @Member(value = "getfield java/lang/VirtualThread state I", from = 18)
    static int state(Thread v) {
        throw notInImage();
    }

    @Member(value = "putfield java/lang/VirtualThread state I", from = 18)
    static void state(Thread v, int state) {
        throw notInImage();
    }

    /** What the thread is mounted on; null if it is not. */
    @Member(value = "getfield java/lang/VirtualThread carrierThread Ljava/lang/Thread;", from = 18)
    static Thread carrierThread(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread compareAndSetState (II)Z", from = 18)
    static boolean changeState(Thread v, int from, int to) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$run (Ljava/lang/Runnable;)V", from = 18)
    static void run(Thread v, Runnable task) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual java/lang/VirtualThread ftjvm$original$asyncGetStackTrace ()[Ljava/lang/StackTraceElement;",
            from = 18)
    static StackTraceElement[] stackTrace(Thread v) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual java/lang/VirtualThread ftjvm$original$appendCarrierInfo (Ljava/lang/StringBuilder;)Z",
            from = 18)
    static boolean appendCarrierInfo(Thread v, StringBuilder b) {
        throw notInImage();
    }

    @Member(value = "getfield java/lang/Thread threadLocalRandomProbe I", from = 18)
    static int probe(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokestatic java/util/concurrent/ThreadLocalRandom ftjvm$original$getProbe ()I", from = 18)
    static int probe() {
        throw notInImage();
    }

    @Member(value = "invokestatic java/util/concurrent/ThreadLocalRandom ftjvm$original$advanceProbe (I)I", from = 18)
    static int advanceProbe(int probe) {
        throw notInImage();
    }

    @Member(
            value = "invokevirtual java/lang/ThreadLocal ftjvm$original$getCarrierThreadLocal ()Ljava/lang/Object;",
            from = 18)
    static Object ofCarrier(ThreadLocal<?> local) {
        throw notInImage();
    }

    @Member(
            value = "invokevirtual java/lang/ThreadLocal ftjvm$original$setCarrierThreadLocal (Ljava/lang/Object;)V",
            from = 18)
    static void setOfCarrier(ThreadLocal<?> local, Object value) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ThreadLocal ftjvm$original$removeCarrierThreadLocal ()V", from = 18)
    static void removeOfCarrier(ThreadLocal<?> local) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ThreadLocal get (Ljava/lang/Thread;)Ljava/lang/Object;", from = 18)
    static Object get(ThreadLocal<?> local, Thread of) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ThreadLocal set (Ljava/lang/Thread;Ljava/lang/Object;)V", from = 18)
    static void set(ThreadLocal<?> local, Thread of, Object value) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ThreadLocal remove (Ljava/lang/Thread;)V", from = 18)
    static void remove(ThreadLocal<?> local, Thread of) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread runContinuation ()V", from = 18)
    static void runContinuation(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread yieldContinuation ()Z", from = 18)
    static boolean yieldContinuation(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread afterDone (Z)V", from = 18)
    static void afterDone(Thread v, boolean notifyContainer) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$afterDone ()V", from = 18)
    static void afterDone(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$submitRunContinuation ()V", from = 18)
    static void submit(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$lazySubmitRunContinuation ()V", from = 18)
    static void lazySubmit(Thread v) {
        throw notInImage();
    }

    @Member(
            value = "invokevirtual java/lang/VirtualThread ftjvm$original$externalSubmitRunContinuationOrThrow ()V",
            from = 18)
    static void firstSubmit(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$park ()V", from = 18)
    static void park(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$parkNanos (J)V", from = 18)
    static void parkNanos(Thread v, long nanos) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$unpark ()V", from = 18)
    static void unpark(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$tryYield ()V", from = 18)
    static void tryYield(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$sleepNanos (J)V", from = 18)
    static void sleepNanos(Thread v, long nanos) throws InterruptedException {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$interrupt ()V", from = 18)
    static void interrupt(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$isInterrupted ()Z", from = 18)
    static boolean isInterrupted(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$getAndClearInterrupt ()Z", from = 18)
    static boolean getAndClearInterrupt(Thread v) {
        throw notInImage();
    }

    @Member(
            value = "invokevirtual java/lang/VirtualThread ftjvm$original$threadState ()Ljava/lang/Thread$State;",
            from = 18)
    static Thread.State threadState(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$alive ()Z", from = 18)
    static boolean alive(Thread v) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/VirtualThread ftjvm$original$isTerminated ()Z", from = 18)
    static boolean isTerminated(Thread v) {
        throw notInImage();
    }

    /** What {@code interrupt} and closing a channel exclude each other with. */
    @Member(value = "getfield java/lang/Thread interruptLock Ljava/lang/Object;", from = 18)
    static Object interruptLock(Thread t) {
        throw notInImage();
    }

    @Member(value = "getfield java/lang/Thread nioBlocker Lsun/nio/ch/Interruptible;", from = 18)
    static sun.nio.ch.Interruptible nioBlocker(Thread t) {
        throw notInImage();
    }

    /** The second half of an interrupt, outside of the lock. */
    @Member(value = "invokeinterface sun/nio/ch/Interruptible postInterrupt ()V", from = 18)
    static void postInterrupt(sun.nio.ch.Interruptible blocker) {
        throw notInImage();
    }
}
