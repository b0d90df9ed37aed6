package io.ftjvm.channel;

/** The closed set of log entries. The number is part of the log format. */
enum EntryKind {
    /** A trap: kind, checksum of its arguments, result. */
    TRAP(1),
    /** An interrupt other than CLOCK: kind, id, data. */
    INTERRUPT(2),
    /** The interrupt that sets the virtual clock, in a form of its own because it is by far the most frequent. */
    CLOCK(3),
    /** An output: kind, id, length and checksum of its content. */
    OUTPUT(4),
    /** The digest at a poll, so that a divergence is found early; nothing strikes. */
    MARK(5),
    /** The guest ended: status and digest. Only RELEASED may follow. */
    EXIT(6),
    /** How many bytes of standard output or error have been released. Informs a backup; the guest does not consume it. */
    RELEASED(7);

    private static final EntryKind[] BY_CODE = new EntryKind[8];

    static {
        for (EntryKind k : values()) {
            BY_CODE[k.code] = k;
        }
    }

    final int code;

    EntryKind(int code) {
        this.code = code;
    }

    /** The kind with this number, null if there is none. */
    static EntryKind of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Whether the guest consumes it: what the exit line counts as {@code entries}. */
    boolean consumed() {
        return this != MARK && this != RELEASED;
    }
}
