package io.ftjvm.agent.guest.natives;

import org.xerial.snappy.Snappy;

/** snappy-java has nothing to fall back on. */
public final class SnappyNatives {
    public static void main(String[] args) throws Exception {
        try {
            System.out.println(Snappy.compress(new byte[1000]).length);
        } catch (UnsatisfiedLinkError e) {
            System.out.println("UnsatisfiedLinkError, natives=snappyjava allows it "
                    + e.getMessage().contains("natives=snappyjava allows it"));
        }
    }
}
