package io.ftjvm.bench;

import java.io.IOException;

/** One connection of a {@link LoadGenerator}. Used by one thread at a time. */
public interface LoadClient {
    /** Connects, after construction and after each {@link #disconnect}. */
    void connect() throws IOException;

    /**
     * Performs this client's operation number {@code n}, counted from 0, and records its outcome. Called again with the
     * same number, after a reconnect, if it throws; the operation must then be the same one, under the same id.
     *
     * @throws IOException if the connection broke, so that nobody knows whether the operation was done
     */
    void perform(long n) throws IOException;

    /** Closes the connection if there is one. */
    void disconnect();
}
