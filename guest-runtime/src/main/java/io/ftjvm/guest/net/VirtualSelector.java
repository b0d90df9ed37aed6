package io.ftjvm.guest.net;

import io.ftjvm.guest.Scheduler;
import io.ftjvm.guest.WaitQueue;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A selector over virtual channels. Keys are selected in the order their channels became ready, and both key sets are
 * ordered, so that nothing depends on identity hash codes.
 */
final class VirtualSelector extends AbstractSelector {
    private static final long NOW = -1;

    private final KeySet keys = new KeySet();
    private final Set<SelectionKey> selected = new LinkedHashSet<>();
    private final Set<SelectionKey> publicSelected = new SelectedKeys(selected);
    private final ReadyList ready = new ReadyList();

    /** One selection at a time; {@code close} waits for it. */
    private final Turn turn = new Turn();

    private final WaitQueue sleeper = new WaitQueue();
    private boolean wakeup;

    VirtualSelector(SelectorProvider provider) {
        super(provider);
    }

    private void ensureOpen() {
        if (!isOpen()) {
            throw new ClosedSelectorException();
        }
    }

    boolean owns(KeySet set) {
        return set == keys;
    }

    @Override
    public Set<SelectionKey> keys() {
        ensureOpen();
        return keys;
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        ensureOpen();
        return publicSelected;
    }

    @Override
    public int selectNow() {
        return select(null, NOW, false);
    }

    @Override
    public int select() {
        return select(null, 0, false);
    }

    @Override
    public int select(long timeout) {
        return select(null, timeout, true);
    }

    @Override
    public int select(Consumer<SelectionKey> action, long timeout) {
        return select(Objects.requireNonNull(action), timeout, true);
    }

    @Override
    public int select(Consumer<SelectionKey> action) {
        return select(Objects.requireNonNull(action), 0, false);
    }

    @Override
    public int selectNow(Consumer<SelectionKey> action) {
        return select(Objects.requireNonNull(action), NOW, false);
    }

    /** Selects; {@code millis} is {@link #NOW}, 0 for no limit, or the limit. */
    private int select(Consumer<SelectionKey> action, long millis, boolean checkTimeout) {
        if (checkTimeout && millis < 0) {
            throw new IllegalArgumentException("Negative timeout");
        }
        ensureOpen();
        if (turn.isMine()) {
            throw new IllegalStateException("select in progress");
        }
        turn.enter();
        try {
            ensureOpen();
            deregisterCancelled();
            if (millis != NOW) {
                awaitReady(millis);
            }
            wakeup = false;
            deregisterCancelled();
            return update(action);
        } finally {
            turn.leave();
        }
    }

    private void awaitReady(long millis) {
        if (wakeup || anyReady()) {
            return;
        }
        long deadline = Deadline.in(millis);
        int reason = Scheduler.WOKEN;
        while (reason == Scheduler.WOKEN && !wakeup && isOpen() && !anyReady()) {
            reason = Scheduler.blockInDevice(sleeper, deadline, true);
        }
    }

    /** Whether a key is ready; forgets those that are no longer. */
    private boolean anyReady() {
        VirtualSelectionKey k;
        while ((k = ready.first()) != null) {
            if (k.isValid() && k.selectable() != 0) {
                return true;
            }
            ready.remove(k);
        }
        return false;
    }

    /** Brings ready sets and selected keys up to date, or calls {@code action}; returns how many keys changed. */
    private int update(Consumer<SelectionKey> action) {
        int changed = 0;
        VirtualSelectionKey last = ready.last();
        VirtualSelectionKey k = ready.first();
        while (k != null) {
            VirtualSelectionKey next = k == last ? null : k.nextReady;
            int ops = k.isValid() ? k.selectable() : 0;
            if (ops == 0) {
                ready.remove(k);
            } else if (action != null) {
                k.setReadyOps(ops);
                action.accept(k);
                ensureOpen();
                changed++;
            } else if (select(k, ops)) {
                changed++;
            }
            k = next;
        }
        return changed;
    }

    private boolean select(VirtualSelectionKey k, int ops) {
        if (selected.add(k)) {
            k.setReadyOps(ops);
            return true;
        }
        int old = k.getReadyOps();
        k.setReadyOps(old | ops);
        return (ops & ~old) != 0;
    }

    /** The key's channel is ready for something it is interested in; wakes whoever selects. */
    void becameReady(VirtualSelectionKey k) {
        ready.add(k);
        sleeper.wakeAll();
    }

    @Override
    public Selector wakeup() {
        wakeup = true;
        sleeper.wakeAll();
        return this;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        if (!(channel instanceof Selectable)) {
            throw new IllegalSelectorException();
        }
        ensureOpen();
        VirtualSelectionKey k = new VirtualSelectionKey(channel, this, ops);
        k.attach(attachment);
        keys.register(k);
        k.registrations().add(k);
        k.mayBeReady();
        return k;
    }

    private void deregisterCancelled() {
        Set<SelectionKey> cancelled = cancelledKeys();
        if (cancelled.isEmpty()) {
            return;
        }
        for (Iterator<SelectionKey> i = cancelled.iterator(); i.hasNext(); ) {
            VirtualSelectionKey k = (VirtualSelectionKey) i.next();
            i.remove();
            forget(k);
        }
    }

    private void forget(VirtualSelectionKey k) {
        ready.remove(k);
        selected.remove(k);
        keys.deregister(k);
        k.registrations().remove(k);
        deregister(k);
    }

    @Override
    protected void implCloseSelector() {
        wakeup();
        boolean mine = turn.isMine();
        if (!mine) {
            turn.enter();
        }
        try {
            VirtualSelectionKey k;
            while ((k = keys.first()) != null) {
                forget(k);
            }
            cancelledKeys().clear();
        } finally {
            if (!mine) {
                turn.leave();
            }
        }
    }
}
