package io.ftjvm.agent.doctor;

import java.util.Locale;

/** What becomes of something in a program. */
public enum Verdict {
    /** It fails when it gets there. */
    REFUSED,
    /** It fails, unless an option says otherwise. */
    OPTION,
    /** It works, not in every respect. */
    LIMIT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
