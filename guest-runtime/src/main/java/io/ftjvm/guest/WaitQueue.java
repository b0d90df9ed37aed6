package io.ftjvm.guest;

/**
 * Guest threads blocked on one thing, first in, first out. Intrusive list: a guest thread is in at most one queue. Token
 * holder only.
 */
public final class WaitQueue {
    private GuestThread head;
    private GuestThread tail;

    /** Creates an empty queue. */
    public WaitQueue() {}

    /** True if no thread waits. */
    public boolean isEmpty() {
        return head == null;
    }

    /** Wakes the thread that has waited longest, if any: it goes to the back of the run queue. */
    public void wakeOne() {
        if (head != null) {
            Scheduler.wake(head, Scheduler.WOKEN);
        }
    }

    /** Wakes every thread, in the order they came. */
    public void wakeAll() {
        while (head != null) {
            Scheduler.wake(head, Scheduler.WOKEN);
        }
    }

    GuestThread first() {
        return head;
    }

    void add(GuestThread g) {
        g.queue = this;
        g.prev = tail;
        g.next = null;
        if (tail == null) {
            head = g;
        } else {
            tail.next = g;
        }
        tail = g;
    }

    GuestThread poll() {
        GuestThread g = head;
        if (g != null) {
            remove(g);
        }
        return g;
    }

    void remove(GuestThread g) {
        if (g.prev == null) {
            head = g.next;
        } else {
            g.prev.next = g.next;
        }
        if (g.next == null) {
            tail = g.prev;
        } else {
            g.next.prev = g.prev;
        }
        g.prev = null;
        g.next = null;
        g.queue = null;
    }
}
