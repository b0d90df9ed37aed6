package io.ftjvm.guest;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/** Tells a recording side that the guest has dropped a reference that has a queue: no queue will ever receive it. */
final class ReferenceSensor extends PhantomReference<Reference<?>> implements Untracked {
    final long id;

    ReferenceSensor(Reference<?> watched, ReferenceQueue<Object> queue, long id) {
        super(watched, queue);
        this.id = id;
    }
}
