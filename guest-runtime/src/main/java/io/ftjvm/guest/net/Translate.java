package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/** A channel's exceptions as {@code Socket} and {@code ServerSocket} throw them. */
final class Translate {
    private Translate() {}

    /** What a socket adaptor throws for {@code x}; throws {@code x} itself if it is unchecked and has no counterpart. */
    static IOException toIo(Exception x) {
        return x instanceof IOException ? (IOException) x : toSocket(x);
    }

    /** The same for a connect. */
    static IOException toIoOnConnect(Exception x) {
        return x instanceof UnresolvedAddressException ? new UnknownHostException() : toIo(x);
    }

    /** The same where only a SocketException may be thrown. */
    static SocketException toSocket(Exception x) {
        if (x instanceof SocketException) {
            return (SocketException) x;
        }
        String message;
        if (x instanceof ClosedChannelException) {
            message = "Socket is closed";
        } else if (x instanceof NotYetConnectedException) {
            message = "Socket is not connected";
        } else if (x instanceof AlreadyBoundException) {
            message = "Already bound";
        } else if (x instanceof NotYetBoundException) {
            message = "Socket is not bound yet";
        } else if (x instanceof UnsupportedAddressTypeException) {
            message = "Unsupported address type";
        } else if (x instanceof UnresolvedAddressException) {
            message = "Unresolved address";
        } else if (x instanceof IOException) {
            message = x.getMessage();
        } else if (x instanceof RuntimeException) {
            throw (RuntimeException) x;
        } else {
            throw new InternalError(x);
        }
        SocketException s = new SocketException(message);
        s.initCause(x);
        return s;
    }
}
