package io.ftjvm.guest;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import jdk.internal.misc.Unsafe;

/**
 * References that were made before the guest started: no log entry tells of them, and the JDK's caches that they are in are
 * the guest's too. None of them is cleared, on any side: they keep what they refer to for as long as there is one of them.
 */
final class BootReferences {
    private static final int SOME = 1024;

    private static Reference<?>[] made = new Reference<?>[SOME];
    private static Object[] referents = new Object[SOME];
    private static int count;

    /** Whether the guest has yet to start. */
    private static volatile boolean booting = true;

    private BootReferences() {}

    /** Somebody who is no guest has made {@code r}. Any thread, also while the JVM itself comes up. */
    static void made(Reference<?> r, Object referent) {
        if (booting && referent != null && !(r instanceof PhantomReference)) {
            add(r, referent);
        }
    }

    private static synchronized void add(Reference<?> r, Object referent) {
        if (!booting) {
            return;
        }
        if (count == made.length) {
            Reference<?>[] moreMade = new Reference<?>[2 * count];
            Object[] moreReferents = new Object[2 * count];
            System.arraycopy(made, 0, moreMade, 0, count);
            System.arraycopy(referents, 0, moreReferents, 0, count);
            made = moreMade;
            referents = moreReferents;
        }
        made[count] = r;
        referents[count++] = referent;
    }

    /**
     * The guest starts.
     *
     * @param nextOffset of the field through which a reference keeps its referent, as in {@link References}
     */
    static synchronized void keep(long nextOffset) {
        booting = false;
        for (int i = 0; i < count; i++) {
            if (holds(made[i], referents[i])) {
                Unsafe.getUnsafe().putReference(made[i], nextOffset, referents[i]);
            }
        }
        made = null;
        referents = null;
    }

    @SuppressWarnings("unchecked")
    private static boolean holds(Reference<?> r, Object referent) {
        return ((Reference<Object>) r).refersTo(referent);
    }
}
