package io.ftjvm.guest;

/**
 * Host code on a guest's thread: hooks see no guest, and what the code does to the thread's own state, its identity hash
 * codes, is undone. Sections do not nest.
 */
final class HostMode {
    private HostMode() {}

    /** Leaves guest mode on {@code t}, the current thread; the answer goes to {@link #leave}. */
    static GuestThread enter(Thread t) {
        GuestThread g = Jdk.guest(t);
        if (g != null) {
            if (g.virtual) {
                // What host code blocks in is none of the scheduler's.
                VirtualJdk.pin();
            }
            HashState.save(t, g);
            Jdk.guest(t, null);
        }
        return g;
    }

    /** Back to guest mode. */
    static void leave(Thread t, GuestThread g) {
        if (g != null) {
            HashState.restore(t, g);
            Jdk.guest(t, g);
            if (g.virtual) {
                VirtualJdk.unpin();
            }
        }
    }
}
