package io.ftjvm.guest;

/** Where an identity hash code that only one side draws, or an address, would show in java.base. */
public final class IdentityHooks {
    private IdentityHooks() {}

    /**
     * The order of two keys of equal hash code in one bin that is a tree. The JDK asks for consistent insertion only; it
     * compares class names, then draws identity hash codes, from the current thread's state ({@link HashState}). Whether it
     * comes to that must not depend on what host code put into a table that it shares with the guest: {@code
     * MethodType.internTable} is one. Here the later one comes last, and nothing is drawn.
     */
    @Replace({
        "java/util/HashMap$TreeNode tieBreakOrder (Ljava/lang/Object;Ljava/lang/Object;)I",
        "java/util/concurrent/ConcurrentHashMap$TreeBin tieBreakOrder (Ljava/lang/Object;Ljava/lang/Object;)I"
    })
    public static int tieBreakOrder(Object a, Object b) {
        int order = a == null || b == null
                ? 0
                : a.getClass().getName().compareTo(b.getClass().getName());
        return order != 0 ? order : -1;
    }

    /** The JVM's own exceptions may name a hidden class, a lambda's, by the address that it has for it. */
    @Extend(value = "java/lang/Throwable <init> (Ljava/lang/String;)V", atReturn = true)
    public static void made(Throwable t, String message) {
        if (message != null && Scheduler.current() != null) {
            String shown = HiddenNames.shown(message);
            if (shown != message) {
                TraceJdk.message(t, shown);
            }
        }
    }

    /** The same. */
    @Extend(value = "java/lang/Throwable <init> (Ljava/lang/String;Ljava/lang/Throwable;)V", atReturn = true)
    public static void made(Throwable t, String message, Throwable cause) {
        made(t, message);
    }
}
