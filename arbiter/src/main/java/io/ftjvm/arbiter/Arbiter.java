package io.ftjvm.arbiter;

import java.util.Optional;
import java.util.Set;

/**
 * One compare-and-set register for one service, shared by every instance of that service, and the list of instances
 * that are entitled to it and still live.
 *
 * <p>The register starts empty, which counts as generation 0, and each successful {@link #compareAndSet} raises the
 * generation by one: every generation has exactly one winner, for ever. Methods may be called from any thread and may
 * block on I/O. Where the arbiter cannot be reached they throw {@link ArbiterUnavailableException}, which says nothing
 * about who holds the register: wait and ask again, release no output meanwhile.
 */
public interface Arbiter extends AutoCloseable {
    /**
     * What the register holds now, empty before the first win.
     *
     * @throws ArbiterUnavailableException if the arbiter cannot be reached
     * @throws ArbiterException if the register is damaged
     */
    Optional<Registration> read();

    /**
     * Test-and-set: makes {@code next} the content if the register still holds {@code expectedGeneration}. The winner
     * {@linkplain #attend attends} the new generation from before the moment anybody can read it.
     *
     * <p>After an {@link ArbiterUnavailableException} the outcome is unknown: {@link #read} tells, by the holder.
     *
     * @param expectedGeneration the generation read before, 0 for an empty register
     * @param next what to write; its generation is {@code expectedGeneration + 1}
     * @return whether this call won
     * @throws ArbiterUnavailableException if the arbiter cannot be reached
     * @throws ArbiterException if the register is damaged
     */
    boolean compareAndSet(long expectedGeneration, Registration next);

    /**
     * Declares that this process may serve or take over in {@code generation}: the holder does (by winning), and a
     * backup that is in lockstep does by calling this. It lasts until {@link #close} or the end of the process, however
     * it ends. Repeating it changes nothing.
     *
     * @param member the instance's own id, as in {@link Registration#holder}
     * @throws ArbiterUnavailableException if the arbiter cannot be reached
     */
    void attend(long generation, String member);

    /**
     * The members that {@linkplain #attend attend} {@code generation} and whose processes live. A stopped or
     * unreachable process lives.
     *
     * <p>A fresh instance may start the service anew only when this is empty for the generation it read. A dead holder
     * is not enough: the backup may be about to take over with state that clients have seen.
     *
     * @throws ArbiterUnavailableException if the arbiter cannot be reached
     */
    Set<String> living(long generation);

    /** Whether the holder's process lives; it may still be stopped or unreachable. As {@link #living}. */
    default boolean holderAlive(Registration registration) {
        return living(registration.generation()).contains(registration.holder());
    }

    /** Gives up every attendance of this object. The register keeps its content. */
    @Override
    void close();
}
