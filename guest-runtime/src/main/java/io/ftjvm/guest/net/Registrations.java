package io.ftjvm.guest.net;

import java.util.Arrays;

/** The selection keys of one channel, whose selectors learn of every change. Token holder only. */
final class Registrations implements Watcher {
    private VirtualSelectionKey[] keys = new VirtualSelectionKey[1];
    private int count;

    void add(VirtualSelectionKey k) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = k;
    }

    void remove(VirtualSelectionKey k) {
        for (int i = 0; i < count; i++) {
            if (keys[i] == k) {
                keys[i] = keys[--count];
                keys[count] = null;
                return;
            }
        }
    }

    @Override
    public void changed() {
        for (int i = 0; i < count; i++) {
            keys[i].mayBeReady();
        }
    }
}
