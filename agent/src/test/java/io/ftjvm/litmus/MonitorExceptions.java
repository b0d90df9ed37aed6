package io.ftjvm.litmus;

/** Exceptions through monitors: each is left exactly as often as it was entered, whatever ends the block. */
public final class MonitorExceptions {
    private int depth;
    private final Object other = new Object();

    private synchronized int recurse(int levels) {
        depth = Math.max(depth, levels);
        if (levels == 7) {
            throw new IllegalStateException("level " + levels);
        }
        synchronized (other) {
            return recurse(levels + 1) + 1;
        }
    }

    private static synchronized void divide(int by) {
        System.out.println(1 / by);
    }

    private synchronized void waitAndThrow() throws Exception {
        wait(2);
        Object missing = depth > 100 ? this : null;
        synchronized (missing) {
            Check.fail("a null monitor was entered");
        }
    }

    private String early(int how) {
        for (int i = 0; ; i++) {
            synchronized (other) {
                try {
                    synchronized (this) {
                        if (how == 0) {
                            return "returned";
                        } else if (how == 1) {
                            break;
                        } else if (how == 2 && i < 3) {
                            continue;
                        } else if (how == 3) {
                            throw new ArithmeticException();
                        }
                    }
                    return "fell through after " + i;
                } catch (ArithmeticException e) {
                    Check.that(!Thread.holdsLock(this) && Thread.holdsLock(other), "only the outer monitor is held");
                    return "caught";
                } finally {
                    Check.that(!Thread.holdsLock(this), "the inner monitor is free in finally");
                }
            }
        }
        return "broke out";
    }

    public static void main(String[] args) throws Exception {
        MonitorExceptions shared = new MonitorExceptions();
        StringBuffer order = new StringBuffer();
        Crew.run(4, number -> {
            for (int i = 0; i < 50; i++) {
                IllegalStateException e = Check.thrown(IllegalStateException.class, () -> shared.recurse(0));
                Check.equal("level 7", e.getMessage(), "message");
                Check.thrown(ArithmeticException.class, () -> divide(0));
                if (i % 10 == number) {
                    Check.thrown(NullPointerException.class, shared::waitAndThrow);
                }
                Check.that(!Thread.holdsLock(shared), "the monitor is free after an exception");
                Check.that(!Thread.holdsLock(shared.other), "the inner monitor is free after an exception");
                Check.that(!Thread.holdsLock(MonitorExceptions.class), "the class's monitor is free");
                order.append(number);
            }
        });
        System.out.println(order);
        for (int how = 0; how < 5; how++) {
            System.out.println(shared.early(how));
            Check.that(!Thread.holdsLock(shared) && !Thread.holdsLock(shared.other), "all monitors are free");
        }
        Check.equal(7, shared.depth, "depth");
        Thread after = Crew.start("after", () -> {
            synchronized (shared) {
                synchronized (shared.other) {
                    divide(1);
                }
            }
        });
        after.join();
    }
}
