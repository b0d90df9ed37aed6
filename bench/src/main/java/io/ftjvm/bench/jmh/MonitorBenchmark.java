package io.ftjvm.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Monitors: a short synchronized block, uncontended, plain and with what the monitor pass puts around it: a check whether
 * a descheduled thread holds any monitor, and a list of the monitors this thread holds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MonitorBenchmark {
    /** Descheduled threads that hold monitors; stays 0 here. */
    private static int holders;

    private final Object lock = new Object();
    private final Object[] held = new Object[8];
    private int depth;
    private int value;

    @Benchmark
    public int plain() {
        synchronized (lock) {
            return ++value;
        }
    }

    @Benchmark
    public synchronized int plainMethod() {
        return ++value;
    }

    /** The check alone: the least that any shape can cost. */
    @Benchmark
    public int checked() {
        Object o = lock;
        if (holders != 0) {
            awaitFree();
        }
        synchronized (o) {
            return ++value;
        }
    }

    /** Check and list; the exit hook runs outside the block, where javac's handler does not cover it. */
    @Benchmark
    public int listed() {
        Object o = lock;
        enter(o);
        int result;
        try {
            synchronized (o) {
                result = ++value;
            }
        } catch (Throwable e) {
            exit(o);
            throw e;
        }
        exit(o);
        return result;
    }

    /** The same around a nested block, as synchronized collections have it. */
    @Benchmark
    public int nestedPlain() {
        synchronized (this) {
            synchronized (lock) {
                return ++value;
            }
        }
    }

    @Benchmark
    public int nestedListed() {
        enter(this);
        int result;
        try {
            synchronized (this) {
                result = listed();
            }
        } catch (Throwable e) {
            exit(this);
            throw e;
        }
        exit(this);
        return result;
    }

    private void enter(Object o) {
        if (holders != 0) {
            awaitFree();
        }
        held[depth++] = o;
    }

    private void exit(Object o) {
        int d = --depth;
        if (held[d] != o) {
            throw new IllegalStateException("monitors are exited out of order");
        }
        held[d] = null;
    }

    private static void awaitFree() {
        throw new IllegalStateException("there is one thread here");
    }
}
