package io.ftjvm.bench.counting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** The code that is measured. Each kernel takes a millisecond or so and returns something that depends on all it did. */
public final class Kernels {
    private static final int N = 100;
    private static final double[][] A = matrix(1);
    private static final double[][] B = matrix(2);
    private static final int[] X = numbers(50_000);
    private static final String[] WORDS = words(1_000);
    private static final byte[] CLASS_FILE = classFile();

    private Kernels() {}

    private static double[][] matrix(int seed) {
        double[][] m = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                m[i][j] = seed * i - j;
            }
        }
        return m;
    }

    private static int[] numbers(int n) {
        int[] numbers = new int[n];
        int x = 12345;
        for (int i = 0; i < n; i++) {
            x = x * 1103515245 + 12345;
            numbers[i] = x >>> 4;
        }
        return numbers;
    }

    private static String[] words(int n) {
        String[] words = new String[n];
        for (int i = 0; i < n; i++) {
            words[i] = "word" + i * 7919 % 503;
        }
        return words;
    }

    /** Three nested loops over doubles. */
    public static long matmul() {
        double[][] c = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += A[i][k] * B[k][j];
                }
                c[i][j] = sum;
            }
        }
        return (long) c[N / 2][N / 3];
    }

    /** A loop that C2 vectorises. */
    public static long saxpy() {
        int[] y = new int[X.length];
        for (int turn = 0; turn < 20; turn++) {
            for (int i = 0; i < y.length; i++) {
                y[i] += 3 * X[i] + turn;
            }
        }
        return y[y.length - 1];
    }

    /** Two nested loops with strided stores. */
    public static long sieve() {
        boolean[] composite = new boolean[200_000];
        int primes = 0;
        for (int i = 2; i < composite.length; i++) {
            if (!composite[i]) {
                primes++;
                for (int j = 2 * i; j < composite.length; j += i) {
                    composite[j] = true;
                }
            }
        }
        return primes;
    }

    /** Short unpredictable loops, and recursion. */
    public static long quicksort() {
        int[] a = X.clone();
        sort(a, 0, a.length - 1);
        return a[a.length / 2];
    }

    private static void sort(int[] a, int low, int high) {
        if (low >= high) {
            return;
        }
        int pivot = a[(low + high) >>> 1];
        int i = low;
        int j = high;
        while (i <= j) {
            while (a[i] < pivot) {
                i++;
            }
            while (a[j] > pivot) {
                j--;
            }
            if (i <= j) {
                int t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        sort(a, low, j);
        sort(a, i, high);
    }

    /** Nothing but calls of itself. */
    public static long fib() {
        return fib(25);
    }

    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    /** Strings are cut up and built, characters looked at. */
    public static long strings() {
        StringBuilder out = new StringBuilder();
        long letters = 0;
        for (String word : WORDS) {
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                out.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
            }
            String tail = out.substring(Math.max(0, out.length() - 10));
            letters += tail.indexOf('W');
        }
        return letters + out.length();
    }

    /** Words are counted in a map, and the map is walked. */
    public static long hashMap() {
        Map<String, Integer> counts = new HashMap<>();
        for (int turn = 0; turn < 10; turn++) {
            for (String word : WORDS) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        long sum = 0;
        for (Map.Entry<String, Integer> e : counts.entrySet()) {
            sum += e.getKey().length() * e.getValue();
        }
        return sum;
    }

    /** A linked list of small objects is built and walked through an interface. */
    public static long objects() {
        Link list = null;
        for (int i = 0; i < 10_000; i++) {
            list = i % 3 == 0 ? new Even(i, list) : new Odd(i, list);
        }
        long sum = 0;
        for (int turn = 0; turn < 5; turn++) {
            for (Link l = list; l != null; l = l.next()) {
                sum += l.value();
            }
        }
        return sum;
    }

    /** A library at work: ASM reads its largest class into a tree and writes it again. */
    public static long library() {
        ClassNode cn = new ClassNode();
        new ClassReader(CLASS_FILE).accept(cn, ClassReader.EXPAND_FRAMES);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cn.accept(writer);
        return writer.toByteArray().length;
    }

    private static byte[] classFile() {
        try (InputStream in = ClassReader.class.getResourceAsStream("ClassReader.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Link {
        int value();

        Link next();
    }

    private static final class Even implements Link {
        private final int value;
        private final Link next;

        Even(int value, Link next) {
            this.value = value;
            this.next = next;
        }

        @Override
        public int value() {
            return value;
        }

        @Override
        public Link next() {
            return next;
        }
    }

    private static final class Odd implements Link {
        private final int value;
        private final Link next;

        Odd(int value, Link next) {
            this.value = value;
            this.next = next;
        }

        @Override
        public int value() {
            return 2 * value + 1;
        }

        @Override
        public Link next() {
            return next;
        }
    }
}
