package io.ftjvm.guest;

/**
 * The JVM's own Java threads (Reference Handler, Finalizer, Common-Cleaner) do nothing until the host is set up and has
 * linked the classes it uses. Whoever is first to use a class links it, and HotSpot then draws the identity hash code of
 * the class's mirror from that thread's state. These threads start while the JVM boots: were they free, the time decided
 * whether the main thread draws one number more or less, and with it every hash code that comes after; that of the boot
 * layer's {@code Configuration} orders the modules, and so the security providers.
 */
final class JvmThreads {
    private static final Object LOCK = new Object();

    /** Guarded by {@link #LOCK} when it changes. */
    private static volatile boolean free;

    private JvmThreads() {}

    /** Main thread, before the JVM starts any of them: what the wait itself needs is linked. */
    static void prepare() {
        Jdk.eetop(Thread.currentThread());
    }

    /** At the head of what such a thread runs. */
    static void begin() {
        if (free) {
            return;
        }
        synchronized (LOCK) {
            while (!free) {
                try {
                    Jdk.realWait(LOCK);
                } catch (InterruptedException e) {
                    // Nobody has a reason to; the loop asks again.
                    continue;
                }
            }
        }
    }

    /** The host is set up. */
    static void release() {
        synchronized (LOCK) {
            free = true;
            LOCK.notifyAll();
        }
    }
}
