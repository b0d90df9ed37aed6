package io.ftjvm.instrumentation.counting.targets;

/** Loops around and inside monitors. */
public final class Locked {
    private final int[] values = new int[64];
    private int total;

    private Locked() {}

    public static String run() {
        Locked l = new Locked();
        for (int i = 0; i < 20_000; i++) {
            l.inside(i & 63);
            l.doWhile(i & 7);
            l.around(i & 7);
            l.leave(i & 15);
            l.method(i & 63);
            l.find(i & 127);
            l.nested(i & 3);
            try {
                l.overrun(i & 127);
            } catch (ArrayIndexOutOfBoundsException e) {
                l.total++;
            }
        }
        boolean free = !Thread.holdsLock(l) && !Thread.holdsLock(l.values);
        return l.total + " " + free;
    }

    private void inside(int n) {
        synchronized (values) {
            for (int i = 0; i < n; i++) {
                total += values[i]++;
            }
        }
    }

    private void doWhile(int n) {
        int i = n;
        synchronized (this) {
            do {
                total += step(i);
            } while (--i > 0);
        }
        synchronized (this) {
            do {
                total++;
            } while (++i < n);
        }
    }

    private void around(int n) {
        for (int i = 0; i < n; i++) {
            synchronized (values) {
                if (values[i] % 3 == 0) {
                    continue;
                }
                total++;
            }
        }
    }

    private void leave(int n) {
        int i = 0;
        while (true) {
            synchronized (this) {
                while (i % 4 != 3) {
                    i++;
                }
                if (i > n) {
                    break;
                }
                i += step(i);
            }
        }
        total += i;
    }

    private synchronized void method(int n) {
        int i = 0;
        do {
            values[i]++;
        } while (++i < n);
    }

    private synchronized int find(int n) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == n) {
                return i;
            }
        }
        return -1;
    }

    private void nested(int n) {
        synchronized (this) {
            for (int i = 0; i < n; i++) {
                synchronized (values) {
                    try {
                        for (int j = 0; j <= n; j++) {
                            total += values[j] / (j - 2);
                        }
                    } catch (ArithmeticException e) {
                        total++;
                    }
                }
            }
        }
    }

    private void overrun(int n) {
        synchronized (values) {
            for (int i = 0; i < n; i++) {
                values[i] ^= i;
            }
        }
    }

    private static int step(int i) {
        return i < 0 ? 2 : 1;
    }
}
