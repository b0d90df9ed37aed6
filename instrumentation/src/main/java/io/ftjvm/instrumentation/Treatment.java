package io.ftjvm.instrumentation;

import java.util.Locale;

/** What becomes of a guest's call of a native method of the JDK. */
public enum Treatment {
    /** A function of its arguments, the heap and the image: it runs as it is. */
    PURE,
    /** Only the JVM's own threads and the agent's come here: a guest thread is refused. */
    HOST_ONLY,
    /** The result is in the log, or computed from it. */
    TRAPPED,
    /** Works on what a device of the guest's has given out: a private copy of a file, the console. */
    DEVICE,
    /** The guest's scheduler does it. */
    SCHEDULING,
    /** Memory at an address, and what the garbage collector makes visible: it runs as it is, with a limit. */
    MEMORY,
    /** Refused, with a reason. */
    DENIED;

    static Treatment parse(String word) {
        for (Treatment t : values()) {
            if (t.toString().equals(word)) {
                return t;
            }
        }
        throw new IllegalArgumentException("no treatment is called " + word);
    }

    /** Whether a guest thread that gets there has to be stopped, if no hook stops it. */
    public boolean isRefused() {
        return this == DENIED || this == HOST_ONLY;
    }

    /** Whether the guest runtime must do something for it. */
    boolean needsHook() {
        return this == TRAPPED || this == DEVICE || this == SCHEDULING;
    }

    /** As in the table. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
