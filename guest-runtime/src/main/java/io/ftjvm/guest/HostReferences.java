package io.ftjvm.guest;

import java.lang.ref.Reference;

/**
 * Hears of what host code must not do while the guest runs, for tests: make references that would be tracked if the guest
 * made them, or look at the guest's. Where the JDK does so on the host's behalf it has a cache that is the guest's too.
 */
public abstract class HostReferences {
    private static volatile HostReferences listener;

    /** For subclasses. */
    protected HostReferences() {}

    /** From now on {@code l} hears of them. */
    public static void listen(HostReferences l) {
        listener = l;
    }

    /** No guest, but host code has made {@code r}, or looks at it. */
    static void used(Reference<?> r) {
        HostReferences l = listener;
        if (l != null && Guest.started() && Jdk.waiters(Jdk.queue(r)) != Untracked.QUEUE) {
            l.usedByHost(r);
        }
    }

    /** Host code has made {@code r}, or looks at it. Any thread, also a guest's in host mode. */
    protected abstract void usedByHost(Reference<?> r);
}
