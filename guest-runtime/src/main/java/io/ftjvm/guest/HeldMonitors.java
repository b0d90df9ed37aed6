package io.ftjvm.guest;

import java.util.Arrays;

/** The monitors that descheduled threads hold, one element for each entry. Flat, as {@link WaitSets} is. Token holder only. */
final class HeldMonitors {
    private Object[] monitors = new Object[64];
    private GuestThread[] owners = new GuestThread[64];

    /** Which of its owner's entries each is. */
    private int[] depths = new int[64];

    private int size;

    void add(GuestThread g) {
        int n = size;
        while (n + g.depth > monitors.length) {
            monitors = Arrays.copyOf(monitors, 2 * monitors.length);
            owners = Arrays.copyOf(owners, monitors.length);
            depths = Arrays.copyOf(depths, monitors.length);
        }
        if (g.published.length < g.depth) {
            g.published = new int[g.held.length];
        }
        for (int d = 0; d < g.depth; d++) {
            put(n++, g.held[d], g, d);
        }
        size = n;
    }

    void remove(GuestThread g) {
        int n = size;
        for (int d = g.depth - 1; d >= 0; d--) {
            int i = g.published[d];
            n--;
            if (i != n) {
                put(i, monitors[n], owners[n], depths[n]);
            }
            monitors[n] = null;
            owners[n] = null;
        }
        size = n;
    }

    private void put(int i, Object o, GuestThread g, int depth) {
        monitors[i] = o;
        owners[i] = g;
        depths[i] = depth;
        g.published[depth] = i;
    }

    /** Who holds {@code o}; null if nobody does. Bystanders may ask: they may see what is no longer so. */
    GuestThread owner(Object o) {
        Object[] m = monitors;
        GuestThread[] g = owners;
        int n = Math.min(size, Math.min(m.length, g.length));
        for (int i = 0; i < n; i++) {
            if (m[i] == o) {
                return g[i];
            }
        }
        return null;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
