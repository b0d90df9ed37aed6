package io.ftjvm.guest;

/**
 * Makes sure that a class which a guest's class loader defines has been rewritten. The JVM calls the transformer as it calls
 * any Java code, and where that fails for want of stack it goes on with the class as it was.
 */
final class Rewriting {
    private Rewriting() {}

    /** A class is about to be defined. What this answers is to be restored when that is over: definitions nest, of superclasses. */
    static boolean begin(GuestThread g) {
        boolean outer = g.rewritten;
        g.rewritten = false;
        return outer;
    }

    /** It has been defined. Does not return if it has not been rewritten. */
    static Class<?> check(GuestThread g, Class<?> c) {
        if (!g.rewritten) {
            Fatal.notRewritten(c.getName());
        }
        return c;
    }
}
