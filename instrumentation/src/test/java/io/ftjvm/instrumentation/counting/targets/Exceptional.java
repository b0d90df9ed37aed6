package io.ftjvm.instrumentation.counting.targets;

/** Exceptions into, out of and inside loops. */
public final class Exceptional {
    private static final RuntimeException MARK = new IllegalStateException("mark");

    private Exceptional() {}

    public static String run() {
        StringBuilder out = new StringBuilder();
        int[] array = new int[50];
        for (int i = 0; i < 300; i++) {
            try {
                out.append(overrun(array, i));
            } catch (ArrayIndexOutOfBoundsException e) {
                out.append('x');
            }
            try {
                thrown(i);
            } catch (IllegalStateException e) {
                out.append(e.getMessage());
            }
            out.append(caughtInside(array, i)).append(caughtOutside(array, i)).append(cleanUp(array, i));
            out.append(nested(array, i))
                    .append(retry(i % 5))
                    .append(finallyContinue(i))
                    .append(' ');
        }
        return out.toString();
    }

    private static int overrun(int[] array, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ++array[i];
        }
        return sum;
    }

    private static void thrown(int n) {
        for (int i = 0; i < 100; i++) {
            if (i == n) {
                throw MARK;
            }
        }
    }

    private static int caughtInside(int[] array, int n) {
        int caught = 0;
        for (int i = n - 5; i < n; i++) {
            try {
                array[i]++;
            } catch (ArrayIndexOutOfBoundsException e) {
                caught++;
            }
        }
        return caught;
    }

    private static int caughtOutside(int[] array, int n) {
        int i = 0;
        try {
            while (true) {
                array[i] = 100 / (n - i);
                i++;
            }
        } catch (ArithmeticException e) {
            return i;
        } catch (ArrayIndexOutOfBoundsException e) {
            return -i;
        }
    }

    private static int cleanUp(int[] array, int n) {
        int i = 0;
        try {
            try {
                for (; i < n; i++) {
                    array[i]--;
                }
            } finally {
                for (int j = 0; j < 10; j++) {
                    i++;
                }
            }
        } catch (RuntimeException e) {
            i = -i;
        }
        return i;
    }

    private static int nested(int[] array, int n) {
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            try {
                for (int j = 0; j < n; j += 10) {
                    sum += array[j];
                }
                sum += Integer.parseInt(i == 1 ? "no" : "1");
            } catch (NumberFormatException e) {
                for (int j = 0; j < 4; j++) {
                    sum += j;
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                sum++;
            }
        }
        return sum;
    }

    private static int retry(int failures) {
        int tries = 0;
        while (true) {
            try {
                if (tries++ < failures) {
                    throw MARK;
                }
                return tries;
            } catch (IllegalStateException e) {
                tries++;
            }
        }
    }

    @SuppressWarnings("finally")
    private static int finallyContinue(int n) {
        int turns = 0;
        for (int i = 0; i < 5; i++) {
            try {
                turns += 10 / (i - n % 7);
            } finally {
                continue;
            }
        }
        return turns;
    }
}
