package io.ftjvm.channel;

/** The host's side of a device that the guest's outputs go to. */
public interface OutputDevice {
    /**
     * Puts an output into effect. Called in the order in which the guest made them, by whichever thread opened the gate; must
     * not wait for the outside world.
     *
     * @param kind one of {@link io.ftjvm.guest.Outputs}
     * @param data now the device's
     */
    void emit(int kind, long id, byte[] data);

    /** A word from the guest that has no effect anyone can observe ({@link io.ftjvm.guest.Hints}). Token holder. */
    default void hint(int kind, long id, long value) {}

    /** Waits until everything emitted has left the process, as far as it can leave. */
    default void drain() {}
}
