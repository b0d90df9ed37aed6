package io.ftjvm.guest;

/** The closed set of traps. The number is part of the log format. */
public final class Traps {
    /** What the host tells the guest once, at boot. */
    public static final int BOOT = 1;
    /** Bytes of entropy. */
    public static final int ENTROPY = 2;
    /** A call whose result is a property of the host: see the arguments for which. */
    public static final int HOST = 3;
    /** A file's content, on open. */
    public static final int FILE_OPEN = 4;
    /** A file's metadata, or a directory's listing. */
    public static final int FILE_STAT = 5;
    /** References have been cleared: the number of the guest's operation (8 bytes), the ids that it is told. */
    public static final int REFERENCES = 6;
    /** A listening socket is bound. */
    public static final int NET_LISTEN = 16;
    /** A host name is resolved. */
    public static final int NET_RESOLVE = 17;
    /** A datagram socket is bound. */
    public static final int NET_BIND = 18;
    /** Which local address leads to a peer. */
    public static final int NET_ROUTE = 19;

    /** The guest has seen a StackOverflowError. */
    public static final int STACK_OVERFLOW = 32;
    /** The guest has seen an OutOfMemoryError. */
    public static final int OUT_OF_MEMORY = 33;

    private Traps() {}

    /** The name for messages. */
    public static String name(int kind) {
        switch (kind) {
            case BOOT:
                return "BOOT";
            case ENTROPY:
                return "ENTROPY";
            case HOST:
                return "HOST";
            case FILE_OPEN:
                return "FILE_OPEN";
            case FILE_STAT:
                return "FILE_STAT";
            case REFERENCES:
                return "REFERENCES";
            case NET_LISTEN:
                return "NET_LISTEN";
            case NET_RESOLVE:
                return "NET_RESOLVE";
            case NET_BIND:
                return "NET_BIND";
            case NET_ROUTE:
                return "NET_ROUTE";
            case STACK_OVERFLOW:
                return "STACK_OVERFLOW";
            case OUT_OF_MEMORY:
                return "OUT_OF_MEMORY";
            default:
                return "trap-" + kind;
        }
    }
}
