package io.ftjvm.guest;

/** What a guest's device tells its host's side without a log entry ({@link Port#hint}). */
public final class Hints {
    /** The guest has consumed bytes of a connection. id: connection; value: total since it opened. */
    public static final int NET_CONSUMED = 1;
    /** The guest reads standard input: start to deliver it, or go on. value: bytes consumed in all. */
    public static final int STDIN_WANTED = 2;
    /** The guest has consumed bytes of a process's. id: stream; value: total since the process began. */
    public static final int PROC_CONSUMED = 3;

    private Hints() {}
}
