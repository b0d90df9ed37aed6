package io.ftjvm.channel;

/** Holds the guest back when the other side cannot follow. */
public interface Pacer {
    /** Never holds it back. */
    Pacer NONE = () -> false;

    /** Called by the token holder now and then while the guest runs; may wait. True if it did. */
    boolean pace();
}
