package io.ftjvm.guest;

/**
 * A reference that the reference device leaves to the local collector: the host's own, and those of the JDK whose clearing
 * no guest can see. The image adds it to the classes of the table in the instrumentation's reference pass.
 */
public interface Untracked {}
