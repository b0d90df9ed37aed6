package io.ftjvm.agent.guest.natives;

import com.sun.jna.NativeLibrary;

/** JNA has nothing to fall back on. */
public final class JnaNatives {
    public static void main(String[] args) {
        try {
            System.out.println(NativeLibrary.getProcess().getName());
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            System.out.println(
                    e.getClass().getSimpleName() + " " + e.getMessage().contains("ftjvm"));
        }
    }
}
