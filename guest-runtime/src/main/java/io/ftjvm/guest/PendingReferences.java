package io.ftjvm.guest;

import java.lang.ref.Reference;
import jdk.internal.access.SharedSecrets;

/**
 * Guest's references that this side's collector has cleared, between the JVM's reference handler, a host thread, and the
 * place in the log where the guest is told.
 */
final class PendingReferences {
    /** So many are told at once. */
    private static final int AT_ONCE = 50_000;

    /** A guest that asks for a collection does not wait for more rounds of the handler. */
    private static final int ROUNDS = 100;

    private static final byte[] NONE = new byte[0];
    private static final Object LOCK = new Object();

    /** Found and not told, oldest first: from {@link #head}, {@link #count} of them, in a ring. */
    private static Reference<?>[] found = new Reference<?>[256];

    private static int head;
    private static int count;

    /** Told and not struck. Token holder. */
    private static final ReferenceTable TOLD = new ReferenceTable();

    /** Whether there are any that no log entry has told of. */
    static volatile boolean any;

    /** Whether an interrupt is under way that wakes an idle guest. */
    private static volatile boolean waking;

    private PendingReferences() {}

    /** The collector has cleared {@code r}. Called by the reference handler. */
    static void found(Reference<?> r) {
        synchronized (LOCK) {
            if (count == found.length) {
                Reference<?>[] more = new Reference<?>[2 * count];
                for (int i = 0; i < count; i++) {
                    more[i] = found[(head + i) & (count - 1)];
                }
                found = more;
                head = 0;
            }
            found[(head + count++) & (found.length - 1)] = r;
        }
    }

    /** The reference handler has come to the end of the collector's list. */
    static void foundAll() {
        if (count != 0) {
            any = true;
            if (!waking) {
                waking = true;
                Guest.postFromHost(Interrupts.REFERENCES_CLEARED, 0, NONE);
            }
        }
    }

    /** Waits until the reference handler has dealt with what the collector has found. In host mode. */
    static void awaitHandler() {
        try {
            for (int i = 0; i < ROUNDS && SharedSecrets.getJavaLangRefAccess().waitForReferenceProcessing(); i++) {}
        } catch (InterruptedException e) {
            // Guest threads are interrupted in their records only.
            throw new IllegalStateException(e);
        }
    }

    /** An interrupt strikes. Token holder. */
    static void woken() {
        waking = false;
    }

    /** The ids of what the collector has found, for the log. Token holder, in host mode. */
    static void tell(IdList to) {
        synchronized (LOCK) {
            for (int n = Math.min(count, AT_ONCE); n > 0; n--) {
                Reference<?> r = found[head];
                found[head] = null;
                head = (head + 1) & (found.length - 1);
                count--;
                int state = Jdk.referenceState(r);
                if (state != References.DEAD) {
                    long id = References.id(r, state);
                    TOLD.put(id, r);
                    to.add(id);
                }
            }
            any = count != 0;
        }
    }

    /** What the guest is told of. Token holder. */
    static Reference<?> take(long id) {
        return (Reference<?>) TOLD.remove(id);
    }
}
