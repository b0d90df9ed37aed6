package io.ftjvm.channel;

/** What becomes of the outputs of a guest that is replayed. Token holder only. */
public interface ReplayedOutput {
    /** The guest made an output, and the log agrees. */
    void output(int kind, long id, byte[] bytes, int offset, int length);

    /** The primary has released {@code total} bytes of this kind since boot. */
    default void released(int kind, long total) {}
}
