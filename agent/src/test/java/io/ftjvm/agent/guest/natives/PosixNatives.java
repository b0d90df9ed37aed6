package io.ftjvm.agent.guest.natives;

import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** jnr-posix has an implementation in Java. */
public final class PosixNatives {
    public static void main(String[] args) {
        POSIX posix = POSIXFactory.getPOSIX();
        System.out.println("native " + posix.isNative());
    }
}
