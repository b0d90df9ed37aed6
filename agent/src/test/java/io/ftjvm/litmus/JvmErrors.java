package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** Runs into the end of the stack and of the heap, and goes on. */
public final class JvmErrors {
    private static int depth;
    private static int finals;

    private JvmErrors() {}

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

    private static void fillHeap() {
        List<byte[]> all = new ArrayList<>();
        try {
            for (; ; ) {
                all.add(new byte[1 << 20]);
                depth++;
            }
        } catch (OutOfMemoryError e) {
            all.clear();
            System.out.println("out of memory");
        }
    }

    /**
     * Runs into one of them.
     *
     * @param args which
     */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "heap":
                fillHeap();
                break;
            case "task":
                FutureTask<Void> task = new FutureTask<>(JvmErrors::plain, null);
                task.run();
                Check.thrown(java.util.concurrent.ExecutionException.class, task::get);
                break;
            case "uncaught":
                plain();
                break;
            default:
                recurse(args[0]);
                break;
        }
        System.out.println("end");
    }

    private static void recurse(String how) {
        try {
            if (how.equals("finally")) {
                withFinally();
            } else {
                plain();
            }
        } catch (StackOverflowError e) {
            Check.that(depth > 100, "deep");
            System.out.println(how + " overflowed");
        }
    }
}
