package io.ftjvm.agent.guest;

import java.util.function.Supplier;

/** Keeps the processors busy meanwhile, so that the threads of a guest get them at other moments. */
final class CpuLoad {
    private volatile boolean over;

    private CpuLoad(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::burn, "cpu load " + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Calls {@code action} while {@code threads} threads spin. */
    static <T> T during(int threads, Supplier<T> action) {
        CpuLoad load = new CpuLoad(threads);
        try {
            return action.get();
        } finally {
            load.over = true;
        }
    }

    private void burn() {
        while (!over) {
            Thread.onSpinWait();
        }
    }
}
