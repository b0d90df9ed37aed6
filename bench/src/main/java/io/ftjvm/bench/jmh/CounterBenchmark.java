package io.ftjvm.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Counting: a loop without calls (dot product), a loop with calls (searching lists) and direct recursion, plain and
 * in the shape the counting pass gives them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CounterBenchmark {
    private static final int SIZE = 1024;
    private static final int FIB = 15;

    private int[] a;
    private int[] b;
    /** Lists of 16 elements, and the last element of each. */
    private Cell[] cells;

    private Cell[] last;

    /** A list element that is compared by a virtual call. */
    private static class Cell {
        final int key;
        final Cell next;

        Cell(int key, Cell next) {
            this.key = key;
            this.next = next;
        }

        boolean matches(Object other) {
            return other instanceof Cell && ((Cell) other).key == key;
        }
    }

    /** A second implementation, so that the call is not bound to one by the profile. */
    private static final class OddCell extends Cell {
        OddCell(int key, Cell next) {
            super(key, next);
        }

        @Override
        boolean matches(Object other) {
            return other instanceof Cell && ((Cell) other).key == key;
        }
    }

    /** A third one: two would still both be inlined. */
    private static final class ThirdCell extends Cell {
        ThirdCell(int key, Cell next) {
            super(key, next);
        }

        @Override
        boolean matches(Object other) {
            return other instanceof Cell && key == ((Cell) other).key;
        }
    }

    @Setup(Level.Trial)
    public void fill() {
        a = new int[SIZE];
        b = new int[SIZE];
        cells = new Cell[64];
        last = new Cell[cells.length];
        for (int i = 0; i < SIZE; i++) {
            a[i] = i;
            b[i] = SIZE - i;
            int slot = i % cells.length;
            Cell next = cells[slot];
            cells[slot] = i % 3 == 0 ? new ThirdCell(i, next) : i % 3 == 1 ? new OddCell(i, next) : new Cell(i, next);
            if (next == null) {
                last[slot] = cells[slot];
            }
        }
    }

    @Benchmark
    public int callFreeLoopPlain() {
        int[] x = a;
        int[] y = b;
        int sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @Benchmark
    public int callFreeLoopCounted() {
        int[] x = a;
        int[] y = b;
        int sum = 0;
        int c = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
            c += 8;
            if (Countdown.left < c) {
                Countdown.slow(c);
                c = 0;
            }
        }
        Countdown.left -= c;
        return sum;
    }

    @Benchmark
    public int callingLoopPlain() {
        int found = 0;
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            while (!cell.matches(last[i])) {
                cell = cell.next;
            }
            found += cell.key;
        }
        return found;
    }

    @Benchmark
    public int callingLoopCounted() {
        int found = 0;
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            while (!cell.matches(last[i])) {
                cell = cell.next;
                if ((Countdown.left -= 12) < 0) {
                    Countdown.trap();
                }
            }
            found += cell.key;
            if ((Countdown.left -= 10) < 0) {
                Countdown.trap();
            }
        }
        return found;
    }

    @Benchmark
    public int recursionPlain() {
        return fib(FIB);
    }

    @Benchmark
    public int recursionCounted() {
        return countedFib(FIB);
    }

    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    private static int countedFib(int n) {
        Countdown.enter(12);
        return n < 2 ? n : countedFib(n - 1) + countedFib(n - 2);
    }
}
