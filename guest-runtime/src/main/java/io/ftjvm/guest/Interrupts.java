package io.ftjvm.guest;

/** The closed set of asynchronous events that reach the guest. The number is part of the log format. */
public final class Interrupts {
    /** The virtual clock is set. id: virtual time, nanoseconds since the epoch. */
    public static final int CLOCK = 1;
    /** A signal arrived. id: its number. */
    public static final int SIGNAL = 2;
    /** A host thread unparked a guest thread. id: guest thread number. */
    public static final int UNPARK = 3;
    /** Bytes from standard input; no bytes: end of input. */
    public static final int STDIN = 4;
    /** The collector has cleared references; data: their ids, see {@code IdList}; none: more will follow. */
    public static final int REFERENCES_CLEARED = 5;
    /** The guest has dropped references that have a queue; data: their ids. No guest can tell when it strikes. */
    public static final int REFERENCES_GONE = 6;

    /**
     * A listener has a new connection. id: listener; data: connection id (8 bytes), remote address, local address, each
     * encoded by {@code io.ftjvm.guest.net.Addresses}.
     */
    public static final int NET_ACCEPT = 16;
    /** Bytes arrived. id: connection. */
    public static final int NET_DATA = 17;
    /** The peer closed its side. id: connection. */
    public static final int NET_EOF = 18;
    /** The connection is gone. id: connection; data: message, UTF-8, may be empty. */
    public static final int NET_RESET = 19;
    /** An outbound connect ended. id: connection; data: see {@code io.ftjvm.guest.net}. */
    public static final int NET_CONNECTED = 20;
    /** The peer's network took bytes: the guest may write so many more. id: connection; data: count (4 bytes). */
    public static final int NET_CREDIT = 21;
    /** A datagram arrived. id: datagram socket; data: the sender's address, then the content. */
    public static final int NET_DATAGRAM = 22;
    /** The peer of a connected datagram socket does not listen. id: datagram socket. */
    public static final int NET_UNREACHABLE = 23;

    /**
     * A process has been started. id: process; data: 0, its number and start time (8 bytes each); or 1 and why not, UTF-8.
     */
    public static final int PROC_STARTED = 32;
    /** A process has written. id: stream. */
    public static final int PROC_DATA = 33;
    /** A process writes no more. id: stream. */
    public static final int PROC_EOF = 34;
    /** A process's pipe took bytes: the guest may write so many more. id: process; data: count (4 bytes). */
    public static final int PROC_CREDIT = 35;
    /** A process reads no more. id: process. */
    public static final int PROC_BROKEN = 36;
    /**
     * A process has ended; nothing of it comes later. id: process; data: status (4 bytes), and a byte more if it ended
     * because the primary did.
     */
    public static final int PROC_EXIT = 37;

    private Interrupts() {}

    /** The name for messages. */
    public static String name(int kind) {
        switch (kind) {
            case CLOCK:
                return "CLOCK";
            case SIGNAL:
                return "SIGNAL";
            case UNPARK:
                return "UNPARK";
            case STDIN:
                return "STDIN";
            case REFERENCES_CLEARED:
                return "REFERENCES_CLEARED";
            case REFERENCES_GONE:
                return "REFERENCES_GONE";
            case NET_ACCEPT:
                return "NET_ACCEPT";
            case NET_DATA:
                return "NET_DATA";
            case NET_EOF:
                return "NET_EOF";
            case NET_RESET:
                return "NET_RESET";
            case NET_CONNECTED:
                return "NET_CONNECTED";
            case NET_CREDIT:
                return "NET_CREDIT";
            case NET_DATAGRAM:
                return "NET_DATAGRAM";
            case NET_UNREACHABLE:
                return "NET_UNREACHABLE";
            case PROC_STARTED:
                return "PROC_STARTED";
            case PROC_DATA:
                return "PROC_DATA";
            case PROC_EOF:
                return "PROC_EOF";
            case PROC_CREDIT:
                return "PROC_CREDIT";
            case PROC_BROKEN:
                return "PROC_BROKEN";
            case PROC_EXIT:
                return "PROC_EXIT";
            default:
                return "interrupt-" + kind;
        }
    }
}
