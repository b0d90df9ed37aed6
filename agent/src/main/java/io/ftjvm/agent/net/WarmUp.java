package io.ftjvm.agent.net;

import io.ftjvm.guest.Hints;
import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.net.Binding;
import io.ftjvm.guest.net.HostNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plays both a guest that serves and one that connects to it, so that every class of the device, and what it uses of the
 * JDK, is loaded and initialised: at go-live there is no time for it, and while a guest runs it would happen at another
 * moment on either side.
 */
final class WarmUp implements InterruptSink {
    private static final long LISTENER = 1;
    private static final long OUTBOUND = 2;
    private static final long DATAGRAMS = 3;
    private static final int ROUNDS = 50;
    private static final long PATIENCE_SECONDS = 2;
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] MESSAGE = new byte[1000];

    private final CountDownLatch over = new CountDownLatch(2);
    private NettyNetwork network;
    private int rounds;

    /**
     * Blocks for as long as it takes, which is well below a second; a failure is left for the real device to report.
     *
     * @param device delivers to this, and is closed in the end
     */
    void run(NettyNetwork device) {
        network = device;
        try {
            byte[] any = Binding.of(loopback(0)).encode();
            byte[] bound = network.listen(LISTENER, any, 1, 0);
            network.emit(
                    Outputs.NET_CONNECT,
                    OUTBOUND,
                    join(address(bound), Binding.of(null).encode()));
            datagram(any);
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            network.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        } finally {
            network.close();
        }
    }

    /** Nothing more will come of it. */
    void over() {
        over.countDown();
        over.countDown();
    }

    /** One to itself, which {@link #post} is told of. */
    private void datagram(byte[] any) {
        byte[] bound = address(network.bind(DATAGRAMS, any));
        network.route(bound, any);
        network.emit(Outputs.NET_PEER, DATAGRAMS, bound);
        network.emit(Outputs.NET_DATAGRAM, DATAGRAMS, join(bound, MESSAGE));
    }

    private static byte[] address(byte[] answer) {
        return Arrays.copyOfRange(answer, 1, answer.length);
    }

    private static byte[] join(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static InetSocketAddress loopback(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    @Override
    public void post(int kind, long id, byte[] data) {
        switch (kind) {
            case Interrupts.NET_CONNECTED:
                network.emit(Outputs.NET_WRITE, OUTBOUND, MESSAGE);
                break;
            case Interrupts.NET_DATA:
                network.hint(Hints.NET_CONSUMED, id, data.length);
                echo(id, data);
                break;
            case Interrupts.NET_DATAGRAM:
                network.hint(Hints.NET_CONSUMED, id, HostNetwork.CLOSING);
                network.emit(Outputs.NET_UNBIND, id, NOTHING);
                over.countDown();
                break;
            case Interrupts.NET_EOF:
                network.emit(Outputs.NET_CLOSE, id, NOTHING);
                over.countDown();
                break;
            default:
                break;
        }
    }

    private void echo(long id, byte[] data) {
        if (id == OUTBOUND && ++rounds == ROUNDS) {
            network.hint(Hints.NET_CONSUMED, LISTENER, HostNetwork.CLOSING);
            network.emit(
                    Outputs.NET_UNLISTEN,
                    LISTENER,
                    ByteBuffer.allocate(8).putLong(1).array());
            network.emit(Outputs.NET_SHUTDOWN, OUTBOUND, NOTHING);
        } else {
            network.emit(Outputs.NET_WRITE, id, data);
        }
    }
}
