package io.ftjvm.bench.jmh;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What threads and references cost a program, as it is: to be run on a plain JVM and under the agent, which
 * {@code bench/primitives} does in turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PrimitiveBenchmark {
    /** What one thread has for itself. */
    @State(Scope.Thread)
    public static class Own {
        private final Object lock = new Object();
        private WeakReference<Object> reference = new WeakReference<>(lock);
        private int value;
    }

    /** What two threads fight over. */
    @State(Scope.Group)
    public static class Common {
        private int value;

        private synchronized int increment() {
            return ++value;
        }
    }

    /** A second thread that answers every unpark with one. */
    @State(Scope.Benchmark)
    public static class Partner {
        private volatile Thread caller;
        private volatile boolean called;
        private volatile boolean over;
        private Thread thread;

        /** Starts the thread. */
        @Setup(Level.Iteration)
        public void start() {
            over = false;
            called = false;
            thread = new Thread(this::answer, "partner");
            thread.start();
        }

        /** Ends it. */
        @TearDown(Level.Iteration)
        public void end() throws InterruptedException {
            over = true;
            LockSupport.unpark(thread);
            thread.join();
        }

        private void answer() {
            while (!over) {
                if (called) {
                    called = false;
                    LockSupport.unpark(caller);
                } else {
                    LockSupport.park(this);
                }
            }
        }

        private void call() {
            caller = Thread.currentThread();
            called = true;
            LockSupport.unpark(thread);
            while (called) {
                LockSupport.park(this);
            }
        }
    }

    /** Virtual threads, where the JDK has them. */
    @State(Scope.Benchmark)
    public static class Virtual {
        private MethodHandle start;

        /** Finds them. */
        @Setup
        public void find() throws ReflectiveOperationException {
            start = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        }

        private Thread start(Runnable task) throws Throwable {
            return (Thread) start.invokeExact(task);
        }
    }

    @Benchmark
    public int monitorUncontended(Own own) {
        synchronized (own.lock) {
            return ++own.value;
        }
    }

    @Benchmark
    @Group("monitorContended")
    public int first(Common common) {
        return common.increment();
    }

    @Benchmark
    @Group("monitorContended")
    public int second(Common common) {
        return common.increment();
    }

    /** There and back: two hand-offs. */
    @Benchmark
    public void parkUnparkRoundTrip(Partner partner) {
        partner.call();
    }

    @Benchmark
    public void threadStartJoin() throws InterruptedException {
        Thread t = new Thread(PrimitiveBenchmark::nothing);
        t.start();
        t.join();
    }

    @Benchmark
    public void virtualStartJoin(Virtual virtual) throws Throwable {
        virtual.start(PrimitiveBenchmark::nothing).join();
    }

    /** A virtual thread that yields a thousand times: take the time by a thousand. */
    @Benchmark
    public void virtualYieldThousand(Virtual virtual) throws Throwable {
        virtual.start(PrimitiveBenchmark::yieldThousand).join();
    }

    @Benchmark
    public Object referenceCreate(Own own) {
        return own.reference = new WeakReference<>(own.lock);
    }

    @Benchmark
    public Object referenceGet(Own own) {
        return own.reference.get();
    }

    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }

    private static void nothing() {
        // The start is what is measured.
    }

    private static void yieldThousand() {
        for (int i = 0; i < 1000; i++) {
            Thread.yield();
        }
    }
}
