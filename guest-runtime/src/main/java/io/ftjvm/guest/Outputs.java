package io.ftjvm.guest;

/** The closed set of outputs: what the world sees of the guest. The number is part of the log format. */
public final class Outputs {
    /** Bytes to standard output. */
    public static final int STDOUT = 1;
    /** Bytes to standard error. */
    public static final int STDERR = 2;

    /** Bytes to a connection. id: connection. */
    public static final int NET_WRITE = 16;
    /** The guest ended its side of a connection. id: connection. */
    public static final int NET_SHUTDOWN = 17;
    /** The guest closed a connection. id: connection; one byte 1 if by reset (SO_LINGER 0). */
    public static final int NET_CLOSE = 18;
    /** The guest opens a connection. id: connection; bytes: remote address, local address or none. */
    public static final int NET_CONNECT = 19;
    /** The guest closed a listener. id: listener. */
    public static final int NET_UNLISTEN = 20;
    /** The guest sends a datagram. id: datagram socket; bytes: the receiver's address, then the content. */
    public static final int NET_DATAGRAM = 21;
    /** The guest fixes a datagram socket's peer. id: datagram socket; bytes: its address, or none: anybody again. */
    public static final int NET_PEER = 22;
    /** The guest closed a datagram socket. id: datagram socket. */
    public static final int NET_UNBIND = 23;
    /** The guest sets a socket option. id: connection, listener or datagram socket; bytes: number (1), value (4). */
    public static final int NET_OPTION = 24;

    /** The guest starts a process. id: process; bytes: see {@link ProcessStart}. */
    public static final int PROC_START = 32;
    /** Bytes to a process's standard input. id: process. */
    public static final int PROC_STDIN = 33;
    /** The guest closed its end of a pipe to or from a process. id: stream. */
    public static final int PROC_CLOSE = 34;
    /** The guest ends a process. id: its number; bytes: its start time (8), 1 if forcibly (1). */
    public static final int PROC_DESTROY = 35;

    private Outputs() {}

    /** The name for messages. */
    public static String name(int kind) {
        switch (kind) {
            case STDOUT:
                return "STDOUT";
            case STDERR:
                return "STDERR";
            case NET_WRITE:
                return "NET_WRITE";
            case NET_SHUTDOWN:
                return "NET_SHUTDOWN";
            case NET_CLOSE:
                return "NET_CLOSE";
            case NET_CONNECT:
                return "NET_CONNECT";
            case NET_UNLISTEN:
                return "NET_UNLISTEN";
            case NET_DATAGRAM:
                return "NET_DATAGRAM";
            case NET_PEER:
                return "NET_PEER";
            case NET_UNBIND:
                return "NET_UNBIND";
            case NET_OPTION:
                return "NET_OPTION";
            case PROC_START:
                return "PROC_START";
            case PROC_STDIN:
                return "PROC_STDIN";
            case PROC_CLOSE:
                return "PROC_CLOSE";
            case PROC_DESTROY:
                return "PROC_DESTROY";
            default:
                return "output-" + kind;
        }
    }
}
