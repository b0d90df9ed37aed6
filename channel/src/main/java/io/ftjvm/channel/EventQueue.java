package io.ftjvm.channel;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events on their way from the host's devices to the guest. Any thread posts; the token holder takes and waits. */
final class EventQueue {
    /** Something that will become an interrupt. */
    record Event(int kind, long id, byte[] data) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private boolean woken;

    /** Read without the lock at every poll. */
    private volatile boolean pending;

    void post(Event event) {
        lock.lock();
        try {
            events.add(event);
            pending = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@link #await} though there is no event. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean pending() {
        return pending;
    }

    /** The oldest event, null if there is none. */
    Event poll() {
        if (!pending) {
            return null;
        }
        lock.lock();
        try {
            Event event = events.poll();
            pending = !events.isEmpty();
            return event;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is an event, {@link #wake} is called or {@code nanos} have passed. The interrupt status of the
     * calling thread belongs to the guest: it neither ends the wait nor is lost.
     */
    void await(long nanos) {
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            long left = nanos;
            while (!pending && !woken && left > 0) {
                try {
                    if (left == Long.MAX_VALUE) {
                        changed.await();
                    } else {
                        left = changed.awaitNanos(left);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            woken = false;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
