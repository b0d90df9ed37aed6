package io.ftjvm.guest;

/** Guest threads by their number: a hash table with chains through the threads themselves. Token holder only. */
final class ThreadTable {
    private GuestThread[] chains = new GuestThread[64];
    private int size;

    void put(GuestThread g) {
        if (++size > chains.length) {
            grow();
        }
        link(chains, g);
    }

    /** The thread with this number; null if there is none. */
    GuestThread get(int id) {
        GuestThread g = chains[id & chains.length - 1];
        while (g != null && g.id != id) {
            g = g.inTable;
        }
        return g;
    }

    void remove(GuestThread g) {
        int i = g.id & chains.length - 1;
        if (chains[i] == g) {
            chains[i] = g.inTable;
        } else {
            GuestThread before = chains[i];
            while (before.inTable != g) {
                before = before.inTable;
            }
            before.inTable = g.inTable;
        }
        g.inTable = null;
        size--;
    }

    private void grow() {
        GuestThread[] larger = new GuestThread[2 * chains.length];
        for (GuestThread chain : chains) {
            GuestThread next;
            for (GuestThread g = chain; g != null; g = next) {
                next = g.inTable;
                link(larger, g);
            }
        }
        chains = larger;
    }

    private static void link(GuestThread[] chains, GuestThread g) {
        int i = g.id & chains.length - 1;
        g.inTable = chains[i];
        chains[i] = g;
    }
}
