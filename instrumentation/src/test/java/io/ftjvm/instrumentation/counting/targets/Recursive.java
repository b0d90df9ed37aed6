package io.ftjvm.instrumentation.counting.targets;

/** Recursion, direct and mutual. */
public final class Recursive {
    private Recursive() {}

    public static String run() {
        int[] array = new int[5_000];
        int seed = 7;
        for (int i = 0; i < array.length; i++) {
            seed = seed * 1103515245 + 12345;
            array[i] = seed >>> 8;
        }
        sort(array, 0, array.length - 1);
        boolean sorted = true;
        for (int i = 1; i < array.length; i++) {
            sorted &= array[i - 1] <= array[i];
        }
        return fib(20) + " " + ackermann(2, 9) + " " + even(101) + " " + sorted;
    }

    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    private static int ackermann(int m, int n) {
        if (m == 0) {
            return n + 1;
        }
        return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
    }

    private static boolean even(int n) {
        return n == 0 || odd(n - 1);
    }

    private static boolean odd(int n) {
        return n != 0 && even(n - 1);
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
}
