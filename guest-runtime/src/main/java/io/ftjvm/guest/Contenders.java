package io.ftjvm.guest;

/**
 * Threads blocked on the entry of one monitor, in the order they came. Whoever holds the monitor has them in a list, and
 * passes them on, when it lets go, to the first of them, who is next to hold it or to find out who does.
 */
final class Contenders {
    private final Object monitor;
    private WaitQueue entering = new WaitQueue();
    private Contenders next;

    private Contenders(Object monitor) {
        this.monitor = monitor;
    }

    /** The queue in which {@code g}, and those that it was to pass on, wait until {@code owner} lets go of {@code o}. */
    static WaitQueue join(GuestThread g, GuestThread owner, Object o) {
        Contenders mine = take(g, o);
        Contenders theirs = owner.contenders;
        while (theirs != null && theirs.monitor != o) {
            theirs = theirs.next;
        }
        if (theirs == null) {
            theirs = mine == null ? new Contenders(o) : mine;
            attach(owner, theirs);
        } else if (mine != null) {
            for (GuestThread w; (w = theirs.entering.poll()) != null; ) {
                mine.entering.add(w);
            }
            theirs.entering = mine.entering;
        }
        return theirs.entering;
    }

    /** {@code g} has let go of {@code o}. */
    static void released(GuestThread g, Object o) {
        Contenders c = take(g, o);
        if (c == null) {
            return;
        }
        GuestThread first = c.entering.first();
        Scheduler.wake(first, Scheduler.WOKEN);
        if (!c.entering.isEmpty()) {
            attach(first, c);
        }
    }

    /** {@code g} had its turn and is suspended: whoever waits for what it was to take has a turn of its own. */
    static void passedOver(GuestThread g) {
        Contenders c = g.contenders;
        g.contenders = null;
        while (c != null) {
            Contenders next = c.next;
            if (Monitors.holds(g, c.monitor)) {
                attach(g, c);
            } else {
                c.entering.wakeAll();
            }
            c = next;
        }
    }

    private static void attach(GuestThread g, Contenders c) {
        c.next = g.contenders;
        g.contenders = c;
    }

    private static Contenders take(GuestThread g, Object o) {
        Contenders before = null;
        for (Contenders c = g.contenders; c != null; c = c.next) {
            if (c.monitor == o) {
                if (before == null) {
                    g.contenders = c.next;
                } else {
                    before.next = c.next;
                }
                return c;
            }
            before = c;
        }
        return null;
    }
}
