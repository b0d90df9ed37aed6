package io.ftjvm.guest;

/**
 * A new thread asks the inheritable thread locals of its parent for their values one after the other, in an order that hangs
 * on how many thread locals there were before each, the host's included. The guest's inheritable ones are therefore counted
 * apart. Of the others the order does not show.
 */
final class InheritedLocals {
    /** As in {@code ThreadLocal}: codes that far apart fill a table evenly. */
    private static final int INCREMENT = 0x61c88647;

    private static int next;

    private InheritedLocals() {}

    /** The current thread has made one. */
    static void made(InheritableThreadLocal<?> local) {
        if (Scheduler.current() != null) {
            Jdk.threadLocalHashCode(local, next);
            next += INCREMENT;
        }
    }
}
