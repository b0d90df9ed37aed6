package io.ftjvm.guest.net;

import java.nio.channels.SelectionKey;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;

/** A selector's selected keys as the guest sees them: it may remove but not add. */
final class SelectedKeys extends AbstractSet<SelectionKey> {
    private final Set<SelectionKey> keys;

    SelectedKeys(Set<SelectionKey> keys) {
        this.keys = keys;
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public boolean contains(Object o) {
        return keys.contains(o);
    }

    @Override
    public Iterator<SelectionKey> iterator() {
        return keys.iterator();
    }

    @Override
    public boolean remove(Object o) {
        return keys.remove(o);
    }

    @Override
    public boolean removeAll(Collection<?> c) {
        return keys.removeAll(c);
    }

    @Override
    public boolean retainAll(Collection<?> c) {
        return keys.retainAll(c);
    }

    @Override
    public void clear() {
        keys.clear();
    }
}
