package io.ftjvm.instrumentation.counting.targets;

/** Loops over arrays, without calls. */
public final class Numeric {
    private Numeric() {}

    public static String run() {
        return sieve(20_000) + " " + matmul(40) + " " + saxpy(10_000) + " " + triangle(300) + " " + collatz(2_000) + " "
                + search(new int[] {5, 3, 9, 1}, 9) + search(new int[0], 1) + " " + breaks(60) + " "
                + longLoop(3_000_000);
    }

    private static int sieve(int n) {
        boolean[] composite = new boolean[n + 1];
        int primes = 0;
        for (int i = 2; i <= n; i++) {
            if (!composite[i]) {
                primes++;
                for (int j = 2 * i; j <= n; j += i) {
                    composite[j] = true;
                }
            }
        }
        return primes;
    }

    private static double matmul(int n) {
        double[][] a = new double[n][n];
        double[][] b = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = i + j;
                b[i][j] = i - j;
            }
        }
        double trace = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i][k] * b[k][j];
                }
                if (i == j) {
                    trace += sum;
                }
            }
        }
        return trace;
    }

    private static int saxpy(int n) {
        int[] x = new int[n];
        int[] y = new int[n];
        for (int turn = 0; turn < 20; turn++) {
            for (int i = 0; i < n; i++) {
                y[i] = 3 * x[i] + y[i] + turn;
            }
        }
        return y[n - 1];
    }

    private static long triangle(int n) {
        long sum = 0;
        int i = 0;
        do {
            int j = 0;
            do {
                sum += j;
            } while (++j < i);
        } while (++i < n);
        return sum;
    }

    private static int collatz(int n) {
        int longest = 0;
        for (int i = 1; i < n; i++) {
            long x = i;
            int length = 0;
            while (true) {
                if (x == 1) {
                    break;
                }
                x = (x & 1) == 0 ? x / 2 : 3 * x + 1;
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private static int search(int[] array, int key) {
        for (int i = 0; i < array.length; i++) {
            if (array[i] == key) {
                return i;
            }
        }
        return -1;
    }

    private static int breaks(int n) {
        int found = 0;
        outer:
        for (int i = 2; i < n; i++) {
            for (int j = 2; j < i; j++) {
                switch (i % j) {
                    case 0:
                        continue outer;
                    case 1:
                        found += 2;
                        continue;
                    case 7:
                        break outer;
                    default:
                        found++;
                }
            }
        }
        return found;
    }

    private static long longLoop(int n) {
        long x = 88172645463325252L;
        for (int i = 0; i < n; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
