package io.ftjvm.instrumentation;

/** Answers questions about superclasses without loading classes. */
@FunctionalInterface
public interface ClassHierarchy {
    /**
     * The internal name of the superclass of a class.
     *
     * @param className internal name
     * @return null for {@code java/lang/Object}, interfaces included under it, and for a class that is not found
     */
    String superName(String className);

    /** Whether {@code className} is {@code ancestor} or a subclass of it. */
    default boolean isSubclass(String className, String ancestor) {
        for (String c = className; c != null; c = superName(c)) {
            if (c.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
