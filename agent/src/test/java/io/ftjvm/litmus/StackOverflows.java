package io.ftjvm.litmus;

/** Recursion without end, caught in many ways: through monitors, finally blocks, class initialisers and the JDK. */
public final class StackOverflows {
    private static int depth;
    private static int finals;

    private StackOverflows() {}

    private synchronized void locked() {
        depth++;
        locked();
    }

    private void blocks() {
        synchronized (this) {
            depth++;
            blocks();
        }
    }

    private static void plain() {
        depth++;
        plain();
    }

    private static void withFinally() {
        try {
            depth++;
            withFinally();
        } finally {
            finals++;
        }
    }

    private static long sleeping() {
        depth++;
        long t = System.nanoTime();
        Thread.yield();
        return sleeping() + t;
    }

    public static void main(String[] args) throws InterruptedException {
        String which = args[0];
        Thread t = new Thread(null, () -> run(which), "deep", args.length > 1 ? Long.parseLong(args[1]) : 0);
        t.start();
        t.join();
        System.out.println("end");
    }

    private static void run(String which) {
        try {
            switch (which) {
                case "locked":
                    new StackOverflows().locked();
                    break;
                case "blocks":
                    new StackOverflows().blocks();
                    break;
                case "finally":
                    withFinally();
                    break;
                case "traps":
                    sleeping();
                    break;
                default:
                    plain();
                    break;
            }
        } catch (StackOverflowError e) {
            Check.that(depth > 100, "deep");
            System.out.println(which + " overflowed");
        }
    }
}
