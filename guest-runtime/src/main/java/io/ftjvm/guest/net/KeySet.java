package io.ftjvm.guest.net;

import java.nio.channels.SelectionKey;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The keys of a selector in the order of registration, read-only from outside. An iterator never fails: like the JDK's
 * it shows what was there when it began, perhaps with later changes.
 */
final class KeySet extends AbstractSet<SelectionKey> {
    private VirtualSelectionKey head;
    private VirtualSelectionKey tail;
    private int size;
    private long registrations;

    void register(VirtualSelectionKey k) {
        k.registered = true;
        k.number = registrations++;
        k.previousKey = tail;
        if (tail == null) {
            head = k;
        } else {
            tail.nextKey = k;
        }
        tail = k;
        size++;
    }

    void deregister(VirtualSelectionKey k) {
        if (!k.registered) {
            return;
        }
        k.registered = false;
        if (k.previousKey == null) {
            head = k.nextKey;
        } else {
            k.previousKey.nextKey = k.nextKey;
        }
        if (k.nextKey == null) {
            tail = k.previousKey;
        } else {
            k.nextKey.previousKey = k.previousKey;
        }
        k.previousKey = null;
        k.nextKey = null;
        size--;
    }

    VirtualSelectionKey first() {
        return head;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean contains(Object o) {
        if (o instanceof VirtualSelectionKey) {
            VirtualSelectionKey k = (VirtualSelectionKey) o;
            return k.registered && ((VirtualSelector) k.selector()).owns(this);
        }
        return false;
    }

    @Override
    public boolean remove(Object o) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<SelectionKey> iterator() {
        return new Keys(head);
    }

    /** The first key from {@code k} on that is still there. */
    private VirtualSelectionKey stillThere(VirtualSelectionKey k) {
        if (k == null || k.registered) {
            return k;
        }
        VirtualSelectionKey next = head;
        while (next != null && next.number < k.number) {
            next = next.nextKey;
        }
        return next;
    }

    private final class Keys implements Iterator<SelectionKey> {
        private VirtualSelectionKey next;

        Keys(VirtualSelectionKey first) {
            next = first;
        }

        @Override
        public boolean hasNext() {
            next = stillThere(next);
            return next != null;
        }

        @Override
        public SelectionKey next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            VirtualSelectionKey k = next;
            next = k.nextKey;
            return k;
        }
    }
}
