package io.ftjvm.guest.net;

/**
 * Keys whose channel may be ready, in the order they became so. A key stays while it is ready, so a selection costs what
 * is ready, not what is registered.
 */
final class ReadyList {
    private VirtualSelectionKey head;
    private VirtualSelectionKey tail;

    VirtualSelectionKey first() {
        return head;
    }

    VirtualSelectionKey last() {
        return tail;
    }

    void add(VirtualSelectionKey k) {
        if (k.listedReady) {
            return;
        }
        k.listedReady = true;
        k.previousReady = tail;
        k.nextReady = null;
        if (tail == null) {
            head = k;
        } else {
            tail.nextReady = k;
        }
        tail = k;
    }

    void remove(VirtualSelectionKey k) {
        if (!k.listedReady) {
            return;
        }
        k.listedReady = false;
        if (k.previousReady == null) {
            head = k.nextReady;
        } else {
            k.previousReady.nextReady = k.nextReady;
        }
        if (k.nextReady == null) {
            tail = k.previousReady;
        } else {
            k.nextReady.previousReady = k.previousReady;
        }
        k.previousReady = null;
        k.nextReady = null;
    }
}
