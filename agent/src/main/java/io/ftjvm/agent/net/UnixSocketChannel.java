package io.ftjvm.agent.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FileRegion;
import io.netty.channel.nio.AbstractNioByteChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A Unix domain socket on Netty's event loop. Netty's own channel for them would look up MAC addresses for its id, and its
 * server deletes the socket's file, which the JDK leaves.
 */
final class UnixSocketChannel extends AbstractNioByteChannel implements HostChannel {
    private final Config config = new Config();
    private boolean inputShut;
    private boolean outputShut;

    UnixSocketChannel(Channel parent, SocketChannel channel) {
        super(parent, channel);
        config.setConnectTimeoutMillis(0);
        config.setRecvByteBufAllocator(LightSocketChannel.readSizes());
    }

    @Override
    public SocketChannel socketChannel() {
        return (SocketChannel) javaChannel();
    }

    @Override
    protected ChannelId newId() {
        return new LightChannelId();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isActive() {
        return socketChannel().isOpen() && socketChannel().isConnected();
    }

    @Override
    protected boolean doConnect(SocketAddress remote, SocketAddress local) throws Exception {
        if (local != null) {
            socketChannel().bind(local);
        }
        boolean connected = socketChannel().connect(remote);
        if (!connected) {
            selectionKey().interestOps(SelectionKey.OP_CONNECT);
        }
        return connected;
    }

    @Override
    protected void doFinishConnect() throws Exception {
        socketChannel().finishConnect();
    }

    /** The end is told as Netty's channels tell it that may be half-closed; answered with -1 it would close the channel. */
    @Override
    protected int doReadBytes(ByteBuf to) throws Exception {
        int n = inputShut ? -1 : to.writeBytes(socketChannel(), to.writableBytes());
        if (n >= 0) {
            return n;
        }
        config.setAutoRead(false);
        if (!inputShut) {
            inputShut = true;
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        return 0;
    }

    @Override
    protected int doWriteBytes(ByteBuf from) throws Exception {
        return from.readBytes(socketChannel(), from.readableBytes());
    }

    @Override
    protected long doWriteFileRegion(FileRegion region) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected SocketAddress localAddress0() {
        return addressOrNull(true);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return addressOrNull(false);
    }

    private SocketAddress addressOrNull(boolean local) {
        try {
            return local ? socketChannel().getLocalAddress() : socketChannel().getRemoteAddress();
        } catch (IOException e) {
            return null; // closed
        }
    }

    @Override
    protected void doBind(SocketAddress local) throws Exception {
        socketChannel().bind(local);
    }

    @Override
    protected void doDisconnect() throws Exception {
        doClose();
    }

    @Override
    protected void doClose() throws Exception {
        super.doClose();
        socketChannel().close();
    }

    // Half-closing; on the event loop

    @Override
    public boolean isInputShutdown() {
        return inputShut || !isActive();
    }

    @Override
    protected boolean isInputShutdown0() {
        return isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShut || !isActive();
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown() && isOutputShutdown();
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        try {
            socketChannel().shutdownInput();
            inputShut = true;
            return promise.setSuccess();
        } catch (IOException e) {
            return promise.setFailure(e);
        }
    }

    @Override
    protected void doShutdownOutput() throws Exception {
        socketChannel().shutdownOutput();
        outputShut = true;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
        return promise;
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        shutdownOutput();
        return shutdownInput(promise);
    }

    private final class Config extends DefaultChannelConfig {
        Config() {
            super(UnixSocketChannel.this);
        }

        @Override
        protected void autoReadCleared() {
            clearReadPending();
        }
    }
}
