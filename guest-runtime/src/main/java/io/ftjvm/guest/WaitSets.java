package io.ftjvm.guest;

import java.util.Arrays;

/**
 * Threads in {@code Object.wait}, in the order they came. Flat, with holes: a notify looks for its object among all of them,
 * and an array of a hundred thousand is searched in some microseconds. A table would need a hash code of each object, which
 * programs can see. Token holder only.
 */
final class WaitSets {
    private Object[] monitors = new Object[64];
    private GuestThread[] threads = new GuestThread[64];

    /** Where to begin and where to end. */
    private int from;

    private int to;
    private int size;

    /** {@code g} waits in {@code o}. */
    void add(GuestThread g, Object o) {
        if (to == monitors.length) {
            makeRoom();
        }
        monitors[to] = o;
        threads[to] = g;
        g.waitIndex = to++;
        size++;
    }

    /** {@code g} waits no more. */
    void remove(GuestThread g) {
        int i = g.waitIndex;
        g.waitIndex = -1;
        monitors[i] = null;
        threads[i] = null;
        if (--size == 0) {
            from = 0;
            to = 0;
        } else {
            while (monitors[from] == null) {
                from++;
            }
        }
    }

    /** Wakes the thread that has waited longest in {@code o}, if any, or with {@code all} every one. */
    void wake(Object o, boolean all) {
        Object[] m = monitors;
        for (int i = from; i < to; i++) {
            if (m[i] == o) {
                Scheduler.wake(threads[i], Scheduler.WOKEN);
                if (!all) {
                    return;
                }
            }
        }
    }

    private void makeRoom() {
        int n = 0;
        for (int i = from; i < to; i++) {
            if (monitors[i] != null) {
                monitors[n] = monitors[i];
                threads[n] = threads[i];
                threads[n].waitIndex = n++;
            }
        }
        Arrays.fill(monitors, n, to, null);
        Arrays.fill(threads, n, to, null);
        from = 0;
        to = n;
        if (n > monitors.length / 2) {
            monitors = Arrays.copyOf(monitors, 2 * monitors.length);
            threads = Arrays.copyOf(threads, monitors.length);
        }
    }
}
