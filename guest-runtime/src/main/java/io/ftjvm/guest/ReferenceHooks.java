package io.ftjvm.guest;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/** What of {@code java.lang.ref} is trapped, as in {@link Hooks}. The reads are the instrumentation's reference pass. */
public final class ReferenceHooks {
    private ReferenceHooks() {}

    /** The end of every reference's construction. */
    @Extend(
            value = "java/lang/ref/Reference <init> (Ljava/lang/Object;Ljava/lang/ref/ReferenceQueue;)V",
            atReturn = true)
    public static void created(Reference<?> r) {
        if (Scheduler.current() != null && !(r instanceof Untracked)) {
            References.created(r);
        }
    }

    /** After {@code r.get()}, which has answered {@code referent}. */
    public static Object got(Reference<?> r, Object referent) {
        int state = Jdk.referenceState(r);
        return state <= 0 || state == References.DEAD || Scheduler.current() == null
                ? referent
                : References.read(r, referent);
    }

    @Redirect(value = "java/lang/ref/Reference get ()Ljava/lang/Object;", calls = false)
    public static Object get(Reference<?> r) {
        return got(r, r.get());
    }

    @Redirect("java/lang/ref/Reference refersTo (Ljava/lang/Object;)Z")
    public static boolean refersTo(Reference<Object> r, Object o) {
        boolean answer = r.refersTo(o);
        if (o != null) {
            return answer;
        }
        int state = Jdk.referenceState(r);
        return state <= 0 || state == References.DEAD || Scheduler.current() == null
                ? answer
                : References.look(r, answer);
    }

    @Extend("java/lang/ref/Reference clear ()V")
    public static void cleared(Reference<?> r) {
        if (Jdk.referenceState(r) != 0 && Scheduler.current() != null) {
            References.release(r);
        }
    }

    @Extend("java/lang/ref/Reference enqueue ()Z")
    public static void enqueued(Reference<?> r) {
        cleared(r);
    }

    /** Whoever put a reference into a queue, those who wait for one try again. */
    @Extend(value = "java/lang/ref/ReferenceQueue enqueue (Ljava/lang/ref/Reference;)Z", atReturn = true)
    public static void queued(ReferenceQueue<?> q) {
        if (Jdk.waiters(q) != null && Scheduler.current() != null) {
            References.wake(q);
        }
    }

    /** The JVM's reference handler has one that the collector has cleared. */
    @Replace("java/lang/ref/Reference enqueueFromPending ()V")
    public static void found(Reference<?> r) {
        if (Jdk.referenceState(r) == 0) {
            Jdk.enqueueFromPending(r);
        } else {
            PendingReferences.found(r);
        }
    }

    /** It has come to the end of the collector's list. */
    @Extend(value = "java/lang/ref/Reference processPendingReferences ()V", atReturn = true)
    public static void foundAll() {
        PendingReferences.foundAll();
    }

    @Replace("java/lang/ref/ReferenceQueue remove ()Ljava/lang/ref/Reference;")
    public static Reference<?> remove(ReferenceQueue<?> q) throws InterruptedException {
        GuestThread g = Scheduler.current();
        return g == null ? Jdk.realRemove(q) : References.remove(g, q, 0);
    }

    @Replace("java/lang/ref/ReferenceQueue remove (J)Ljava/lang/ref/Reference;")
    public static Reference<?> remove(ReferenceQueue<?> q, long millis) throws InterruptedException {
        GuestThread g = Scheduler.current();
        return g == null ? Jdk.realRemove(q, millis) : References.remove(g, q, millis);
    }

    @Redirect("java/lang/Runtime gc ()V")
    public static void gc(Runtime r) {
        if (Scheduler.current() == null) {
            r.gc();
        } else {
            References.collect(r);
        }
    }
}
