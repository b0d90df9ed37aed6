package io.ftjvm.guest;

/** A call of {@code loadClass}, which may be the JVM's, on the stack of the thread that holds this object's monitor. */
final class Loading {
    /** What that thread is about to use: the JVM may be linking it, and then no other thread can. Null if that is not known. */
    final Class<?> linked;

    Loading(Class<?> linked) {
        this.linked = linked;
    }
}
