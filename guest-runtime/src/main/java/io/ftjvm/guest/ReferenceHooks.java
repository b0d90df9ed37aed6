package io.ftjvm.guest;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Timer;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.zip.ZipFile;
import jdk.internal.ref.CleanerFactory;

/** What of {@code java.lang.ref} is trapped, as in {@link Hooks}. The reads are the instrumentation's reference pass. */
public final class ReferenceHooks {
    private ReferenceHooks() {}

    /** The end of every reference's construction. */
    @Extend(
            value = "java/lang/ref/Reference <init> (Ljava/lang/Object;Ljava/lang/ref/ReferenceQueue;)V",
            atReturn = true)
    public static void created(Reference<?> r, Object referent) {
        if (r instanceof Untracked) {
            return;
        }
        if (Scheduler.current() != null) {
            References.created(r, referent);
        } else {
            BootReferences.made(r, referent);
            HostReferences.used(r);
        }
    }

    /** The entries of {@code m}, which is new, are left to the local collector. */
    public static void untracked(WeakHashMap<?, ?> m) {
        Jdk.waiters(Jdk.queue(m), Untracked.QUEUE);
    }

    /** After {@code r.get()}, which has answered {@code referent}. */
    public static Object got(Reference<?> r, Object referent) {
        int state = Jdk.referenceState(r);
        if (state <= 0 || state == References.DEAD) {
            return referent;
        }
        if (Scheduler.current() == null) {
            HostReferences.used(r);
            return referent;
        }
        return References.read(r, referent);
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
        if (state <= 0 || state == References.DEAD) {
            return answer;
        }
        if (Scheduler.current() == null) {
            HostReferences.used(r);
            return answer;
        }
        return References.look(r, answer);
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

    /** No finalizer of an object of the guest's runs, also of the JDK's classes: the JVM's thread would do what guests see. */
    @Replace("java/lang/ref/Finalizer register (Ljava/lang/Object;)V")
    public static void finalizable(Object o) {
        if (Scheduler.current() == null) {
            Jdk.registerFinalizer(o);
        }
    }

    /** What there is to finalize is the host's. */
    @Replace("java/lang/ref/Finalizer runFinalization ()V")
    public static void runFinalization() {
        if (Scheduler.current() == null) {
            Jdk.runFinalization();
        }
    }

    /** The JDK's own cleaner is the host's and frees what no guest sees, with exceptions. */
    @Replace("java/lang/ref/Cleaner register (Ljava/lang/Object;Ljava/lang/Runnable;)Ljava/lang/ref/Cleaner$Cleanable;")
    public static Cleaner.Cleanable register(Cleaner c, Object o, Runnable action) {
        boolean shows = Scheduler.current() != null && c == CleanerFactory.cleaner() && cleaningShows(o);
        return Jdk.registerCleaning(c, o, shows ? new GuestCleaning(action) : action);
    }

    private static boolean cleaningShows(Object o) {
        if (o instanceof ZipFile) {
            // While one is open, others of the same file are not read again, which is a trap.
            return !Rom.contains(FileJdk.path((ZipFile) o));
        }
        return o instanceof ExecutorService || o instanceof Timer; // their threads are the guest's
    }

    /** How often this has to collect, and wait, until there is room again is each side's own. */
    @Replace("java/nio/Bits reserveMemory (JJ)V")
    public static void reserveMemory(long size, long capacity) {
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            Jdk.reserveMemory(size, capacity);
        } finally {
            HostMode.leave(t, g);
        }
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
