package io.ftjvm.guest.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Set;

/** Makes a datagram channel look like a datagram socket, or like a multicast socket that can join no group. */
final class DatagramAdaptor extends MulticastSocket {
    private final VirtualDatagramChannel channel;
    private int timeout;

    private DatagramAdaptor(VirtualDatagramChannel channel) throws IOException {
        super(NetJdk.noDelegate());
        this.channel = channel;
    }

    static DatagramSocket create(VirtualDatagramChannel channel) {
        try {
            return new DatagramAdaptor(channel);
        } catch (IOException e) {
            throw new InternalError(e);
        }
    }

    /** What a {@code DatagramSocket} delegates to; for a {@code MulticastSocket} several may share the address. */
    static DatagramSocket createDelegate(SocketAddress address, boolean multicast) throws SocketException {
        VirtualDatagramChannel c =
                new VirtualDatagramChannel(VirtualSelectorProvider.INSTANCE, StandardProtocolFamily.INET6, false);
        DatagramSocket s = c.socket();
        try {
            if (multicast) {
                s.setReuseAddress(true);
            }
            if (address != null) {
                s.bind(address);
            }
            s.setBroadcast(true);
            return s;
        } catch (SocketException | RuntimeException e) {
            s.close();
            throw e;
        }
    }

    @Override
    public void bind(SocketAddress to) throws SocketException {
        InetSocketAddress a = to == null ? SocketAddresses.any() : SocketAddresses.internet(to);
        try {
            channel.bind(a);
        } catch (Exception e) {
            throw Translate.toSocket(e);
        }
    }

    @Override
    public void connect(InetAddress address, int port) {
        if (address == null) {
            throw new IllegalArgumentException("Address can't be null");
        }
        try {
            connect(new InetSocketAddress(address, port));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void connect(SocketAddress remote) throws SocketException {
        if (remote == null) {
            throw new IllegalArgumentException("Address can't be null");
        }
        InetSocketAddress a = SocketAddresses.internet(remote);
        try {
            channel.reconnect(a);
        } catch (ClosedChannelException e) {
            return; // as the JDK's
        } catch (Exception e) {
            throw Translate.toSocket(e);
        }
    }

    @Override
    public void disconnect() {
        try {
            channel.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isBound() {
        return channel.localAddress() != null;
    }

    @Override
    public boolean isConnected() {
        return channel.remoteAddress() != null;
    }

    @Override
    public InetAddress getInetAddress() {
        InetSocketAddress a = channel.remoteAddress();
        return a == null ? null : a.getAddress();
    }

    @Override
    public int getPort() {
        InetSocketAddress a = channel.remoteAddress();
        return a == null ? -1 : a.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return channel.remoteAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return isClosed() ? null : channel.localAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        if (isClosed()) {
            return null;
        }
        InetSocketAddress a = channel.localAddress();
        return (a == null ? SocketAddresses.any() : a).getAddress();
    }

    @Override
    public int getLocalPort() {
        if (isClosed()) {
            return -1;
        }
        InetSocketAddress a = channel.localAddress();
        return a == null ? 0 : a.getPort();
    }

    @Override
    public void send(DatagramPacket p) throws IOException {
        if (p.getAddress() == null && channel.isOpen()) {
            InetSocketAddress peer = channel.remoteAddress();
            if (peer == null) {
                throw new IllegalArgumentException("Address not set");
            }
            p.setSocketAddress(peer);
        }
        try {
            channel.send(ByteBuffer.wrap(p.getData(), p.getOffset(), p.getLength()), p.getSocketAddress());
        } catch (AlreadyConnectedException e) {
            throw new IllegalArgumentException("Connected and packet address differ");
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    @Override
    public void receive(DatagramPacket p) throws IOException {
        DatagramEndpoint.Datagram d;
        try {
            d = channel.blockingReceive(timeout);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
        int n = Math.min(d.content.remaining(), NetJdk.room(p));
        d.content.get(p.getData(), p.getOffset(), n);
        NetJdk.length(p, n);
        p.setSocketAddress(d.sender);
    }

    private static SocketException closed(ClosedChannelException e) {
        SocketException s = new SocketException("Socket closed");
        s.initCause(e);
        return s;
    }

    private void ensureOpen() throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        ensureOpen();
        if (millis < 0) {
            throw new IllegalArgumentException("timeout < 0");
        }
        timeout = millis;
    }

    @Override
    public int getSoTimeout() throws SocketException {
        ensureOpen();
        return timeout;
    }

    @Override
    public void setSendBufferSize(int size) throws SocketException {
        if (size <= 0) {
            throw new IllegalArgumentException("Invalid send size");
        }
        ChannelOptions.set(channel, StandardSocketOptions.SO_SNDBUF, size);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return ChannelOptions.get(channel, StandardSocketOptions.SO_SNDBUF);
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        if (size <= 0) {
            throw new IllegalArgumentException("Invalid receive size");
        }
        ChannelOptions.set(channel, StandardSocketOptions.SO_RCVBUF, size);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return ChannelOptions.get(channel, StandardSocketOptions.SO_RCVBUF);
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        ChannelOptions.set(channel, StandardSocketOptions.SO_REUSEADDR, on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return ChannelOptions.get(channel, StandardSocketOptions.SO_REUSEADDR);
    }

    @Override
    public void setBroadcast(boolean on) throws SocketException {
        ChannelOptions.set(channel, StandardSocketOptions.SO_BROADCAST, on);
    }

    @Override
    public boolean getBroadcast() throws SocketException {
        return ChannelOptions.get(channel, StandardSocketOptions.SO_BROADCAST);
    }

    @Override
    public void setTrafficClass(int tc) throws SocketException {
        ChannelOptions.set(channel, StandardSocketOptions.IP_TOS, tc);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return ChannelOptions.get(channel, StandardSocketOptions.IP_TOS);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new InternalError(e);
        }
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public DatagramChannel getChannel() {
        return channel;
    }

    @Override
    public <T> DatagramSocket setOption(SocketOption<T> name, T value) throws IOException {
        channel.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return channel.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    // Multicast, refused by name

    private static SocketException noMulticast(Object what) {
        return new SocketException("ftjvm: multicast is not supported: " + what);
    }

    @Override
    @Deprecated
    public void joinGroup(InetAddress group) throws IOException {
        throw noMulticast("group " + group.getHostAddress() + " cannot be joined");
    }

    @Override
    public void joinGroup(SocketAddress group, NetworkInterface on) throws IOException {
        throw noMulticast("group " + group + " cannot be joined");
    }

    @Override
    @Deprecated
    public void leaveGroup(InetAddress group) throws IOException {
        throw new SocketException("Not a member of group");
    }

    @Override
    public void leaveGroup(SocketAddress group, NetworkInterface on) throws IOException {
        throw new SocketException("Not a member of group");
    }

    @Override
    @Deprecated
    public void setTTL(byte ttl) throws IOException {
        throw noMulticast("setTTL");
    }

    @Override
    @Deprecated
    public byte getTTL() throws IOException {
        throw noMulticast("getTTL");
    }

    @Override
    public void setTimeToLive(int ttl) throws IOException {
        throw noMulticast("setTimeToLive");
    }

    @Override
    public int getTimeToLive() throws IOException {
        throw noMulticast("getTimeToLive");
    }

    @Override
    @Deprecated
    public void setInterface(InetAddress address) throws SocketException {
        throw noMulticast("setInterface");
    }

    @Override
    @Deprecated
    public InetAddress getInterface() throws SocketException {
        throw noMulticast("getInterface");
    }

    @Override
    public void setNetworkInterface(NetworkInterface on) throws SocketException {
        throw noMulticast("setNetworkInterface");
    }

    @Override
    public NetworkInterface getNetworkInterface() throws SocketException {
        throw noMulticast("getNetworkInterface");
    }

    @Override
    @Deprecated
    public void setLoopbackMode(boolean disable) throws SocketException {
        throw noMulticast("setLoopbackMode");
    }

    @Override
    @Deprecated
    public boolean getLoopbackMode() throws SocketException {
        throw noMulticast("getLoopbackMode");
    }

    @Override
    @Deprecated
    public void send(DatagramPacket p, byte ttl) throws IOException {
        throw noMulticast("send with a time to live");
    }
}
