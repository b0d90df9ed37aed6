package io.ftjvm.guest.net;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A key of a {@link VirtualSelector}, and a link in two of its lists. */
final class VirtualSelectionKey extends AbstractSelectionKey {
    private final SelectableChannel channel;
    private final VirtualSelector selector;
    private int interestOps;
    private int readyOps;

    /** All keys of the selector, see {@link KeySet}. */
    VirtualSelectionKey nextKey;

    VirtualSelectionKey previousKey;
    boolean registered;
    long number;

    /** Keys whose channel may be ready, see {@link ReadyList}. */
    VirtualSelectionKey nextReady;

    VirtualSelectionKey previousReady;
    boolean listedReady;

    VirtualSelectionKey(SelectableChannel channel, VirtualSelector selector, int interestOps) {
        this.channel = channel;
        this.selector = selector;
        this.interestOps = interestOps;
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public Selector selector() {
        return selector;
    }

    private void ensureValid() {
        if (!isValid()) {
            throw new CancelledKeyException();
        }
    }

    @Override
    public int interestOps() {
        ensureValid();
        return interestOps;
    }

    @Override
    public SelectionKey interestOps(int ops) {
        ensureValid();
        checkOps(ops);
        setInterest(ops);
        return this;
    }

    @Override
    public int interestOpsOr(int ops) {
        ensureValid();
        checkOps(ops);
        int old = interestOps;
        setInterest(old | ops);
        return old;
    }

    @Override
    public int interestOpsAnd(int ops) {
        ensureValid();
        int old = interestOps;
        setInterest(old & ops);
        return old;
    }

    private void checkOps(int ops) {
        if ((ops & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException();
        }
    }

    private void setInterest(int ops) {
        interestOps = ops;
        mayBeReady();
    }

    @Override
    public int readyOps() {
        ensureValid();
        return readyOps;
    }

    void setReadyOps(int ops) {
        readyOps = ops;
    }

    int getReadyOps() {
        return readyOps;
    }

    /** What the channel is ready for, of what this key is interested in. */
    int selectable() {
        int ready = ((Selectable) channel).ready();
        return (ready & Selectable.ERROR) != 0 ? interestOps : ready & interestOps;
    }

    Registrations registrations() {
        return ((Selectable) channel).registrations();
    }

    /** The channel's state or the interest has changed. */
    void mayBeReady() {
        if (isValid() && selectable() != 0) {
            selector.becameReady(this);
        }
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder();
        s.append("channel=").append(channel).append(", selector=").append(selector);
        if (isValid()) {
            s.append(", interestOps=").append(interestOps).append(", readyOps=").append(readyOps);
        } else {
            s.append(", invalid");
        }
        return s.toString();
    }
}
