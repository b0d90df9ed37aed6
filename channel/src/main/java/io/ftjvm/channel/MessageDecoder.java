package io.ftjvm.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/** Cuts a connection's bytes into messages; an exception for what cannot be one. */
final class MessageDecoder extends ByteToMessageDecoder {
    private final int maxLength;

    MessageDecoder(int maxLength) {
        this.maxLength = maxLength;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Message.HEADER) {
            return;
        }
        int start = in.readerIndex();
        int type = in.getByte(start);
        int length = in.getInt(start + 1);
        if (type < Message.HELLO
                || type > Message.GOODBYE
                || length < 0
                || length > maxLength
                || !plausible(type, length)) {
            throw new CorruptedFrameException("no message: type " + type + ", " + length + " bytes");
        }
        if (in.readableBytes() < Message.HEADER + length) {
            return;
        }
        byte[] payload = new byte[length];
        in.skipBytes(Message.HEADER).readBytes(payload);
        out.add(new Message(type, payload));
    }

    private static boolean plausible(int type, int length) {
        switch (type) {
            case Message.HELLO:
                return length >= 16;
            case Message.WELCOME:
            case Message.GOODBYE:
                return length == 0;
            case Message.HEARTBEAT:
            case Message.PROTECTED:
                return length == 8;
            case Message.ACK:
                return length == 24;
            default:
                return true;
        }
    }
}
