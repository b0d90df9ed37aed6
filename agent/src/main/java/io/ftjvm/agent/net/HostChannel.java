package io.ftjvm.agent.net;

import io.netty.channel.socket.DuplexChannel;
import java.nio.channels.SocketChannel;

/** One end of a connection, of whatever family. */
interface HostChannel extends DuplexChannel {
    /** The socket, for its options. */
    SocketChannel socketChannel();
}
