package io.ftjvm.guest;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** How a replaying side finds a reference without a queue, if the guest still has it. */
final class ReferenceHandle extends WeakReference<Reference<?>> implements Untracked {
    final long id;

    ReferenceHandle(Reference<?> r, ReferenceQueue<Object> queue, long id) {
        super(r, queue);
        this.id = id;
    }
}
