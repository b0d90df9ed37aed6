package io.ftjvm.guest.net;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;

/** A channel's options as a socket adaptor sets and reads them. */
final class ChannelOptions {
    private ChannelOptions() {}

    static <T> void set(NetworkChannel channel, SocketOption<T> name, T value) throws SocketException {
        try {
            channel.setOption(name, value);
        } catch (IOException e) {
            throw Translate.toSocket(e);
        }
    }

    static <T> T get(NetworkChannel channel, SocketOption<T> name) throws SocketException {
        try {
            return channel.getOption(name);
        } catch (IOException e) {
            throw Translate.toSocket(e);
        }
    }
}
