package io.ftjvm.guest;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** What the image has the JDK's internal caches use in place of {@link WeakReference}. */
public final class UntrackedWeakReference<T> extends WeakReference<T> implements Untracked {
    /** See {@link WeakReference}. */
    public UntrackedWeakReference(T referent) {
        super(referent);
    }

    /** See {@link WeakReference}. */
    public UntrackedWeakReference(T referent, ReferenceQueue<? super T> queue) {
        super(referent, queue);
    }
}
