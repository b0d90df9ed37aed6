package io.ftjvm.guest;

/**
 * A reference that the reference device leaves to the local collector: the host's own, and those of the JDK whose clearing
 * no guest can see. The image adds it to the classes of the table in the instrumentation's {@code UntrackedPass}.
 */
public interface Untracked {
    /** In the place of those who wait at a queue: references that are registered with it are untracked, too. */
    WaitQueue QUEUE = new WaitQueue();
}
