package io.ftjvm.guest;

/** Where the host's side of a device leaves an event for the guest. */
@FunctionalInterface
public interface InterruptSink {
    /**
     * The event strikes at the guest's next poll. Any host thread; never blocks.
     *
     * @param kind one of {@link Interrupts}
     * @param data content, not null, not changed afterwards
     */
    void post(int kind, long id, byte[] data);
}
