package io.ftjvm.guest;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;

/** What the image has the JDK's internal caches use in place of {@link SoftReference}. */
public final class UntrackedSoftReference<T> extends SoftReference<T> implements Untracked {
    /** See {@link SoftReference}. */
    public UntrackedSoftReference(T referent) {
        super(referent);
    }

    /** See {@link SoftReference}. */
    public UntrackedSoftReference(T referent, ReferenceQueue<? super T> queue) {
        super(referent, queue);
    }
}
