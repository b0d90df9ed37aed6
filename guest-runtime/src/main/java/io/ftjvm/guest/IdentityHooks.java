package io.ftjvm.guest;

/**
 * Where java.base draws identity hash codes for itself. HotSpot draws them from the current thread's state ({@link
 * HashState}), and whether it comes to that must not depend on what host code put into a table that it shares with the
 * guest: {@code MethodType.internTable} is one.
 */
public final class IdentityHooks {
    private IdentityHooks() {}

    /**
     * The order of two keys of equal hash code in one bin that is a tree. The JDK asks for consistent insertion only; it
     * compares class names, then draws identity hash codes. Here the later one comes last: nothing is drawn.
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
}
