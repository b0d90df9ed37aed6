package io.ftjvm.guest.net;

import io.ftjvm.guest.Member;
import java.net.DatagramPacket;
import java.net.SocketAddress;

/** Members of java.base that the network device must reach, as in {@code io.ftjvm.guest.Jdk}. */
final class NetJdk {
    private NetJdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    /** Makes a {@code DatagramSocket} that delegates to nobody. */
    @Member("getstatic java/net/DatagramSocket NO_DELEGATE Ljava/net/SocketAddress;")
    static SocketAddress noDelegate() {
        throw notInImage();
    }

    /** How much {@code p} can take. */
    @Member("getfield java/net/DatagramPacket bufLength I")
    static int room(DatagramPacket p) {
        throw notInImage();
    }

    /** Sets how much is in {@code p}, not how much it can take. */
    @Member("putfield java/net/DatagramPacket length I")
    static void length(DatagramPacket p, int length) {
        throw notInImage();
    }
}
