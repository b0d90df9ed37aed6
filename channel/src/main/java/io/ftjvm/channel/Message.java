package io.ftjvm.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What goes over the logging channel. Integers are big-endian.
 *
 * <pre>
 * message: int8 type, int32 n, n bytes of payload
 * +-----------+--------+---------------------------------------------------------------------------------+
 * | type      | from   | payload                                                                         |
 * +-----------+--------+---------------------------------------------------------------------------------+
 * | HELLO     | backup | int64 magic "FTJVMCHN", int32 version, int32 n, n bytes of token, log header    |
 * | REFUSED   | primary| why, UTF-8, a line for each difference; the connection is closed                |
 * | WELCOME   | primary| none                                                                            |
 * | LOG       | primary| the next bytes of the log, from the end of the header on                        |
 * | HEARTBEAT | primary| int64 the primary's nanoTime                                                    |
 * | ACK       | backup | int64 log offset received, int64 log offset executed, int64 latest HEARTBEAT    |
 * | PROTECTED | primary| int64 log offset: who has the log up to here may take over                      |
 * | GOODBYE   | primary| none: the guest has ended, all of the log has been sent                         |
 * +-----------+--------+---------------------------------------------------------------------------------+
 * </pre>
 */
final class Message {
    static final int HELLO = 1;
    static final int REFUSED = 2;
    static final int WELCOME = 3;
    static final int LOG = 4;
    static final int HEARTBEAT = 5;
    static final int ACK = 6;
    static final int PROTECTED = 7;
    static final int GOODBYE = 8;

    static final long MAGIC = 0x46544A564D43484EL;
    static final int VERSION = 1;
    static final int HEADER = 5;
    static final int MAX_TOKEN = 1 << 10;

    /** Longest message to a primary: a HELLO. */
    static final int MAX_TO_PRIMARY = LogFormat.MAX_DESCRIPTION + MAX_TOKEN + 64;
    /** Longest message to a backup: a REFUSED that names everything. */
    static final int MAX_TO_BACKUP = 4 << 20;

    final int type;
    final byte[] payload;

    Message(int type, byte[] payload) {
        this.type = type;
        this.payload = payload;
    }

    long getLong(int at) {
        return (long) LogFormat.getInt(payload, at) << 32 | (LogFormat.getInt(payload, at + 4) & 0xffffffffL);
    }

    List<String> lines() {
        return List.of(new String(payload, StandardCharsets.UTF_8).split("\n"));
    }

    static ByteBuf hello(byte[] token, byte[] logHeader) {
        ByteBuf buffer = start(HELLO, 16 + token.length + logHeader.length);
        buffer.writeLong(MAGIC).writeInt(VERSION).writeInt(token.length);
        return buffer.writeBytes(token).writeBytes(logHeader);
    }

    static ByteBuf refused(List<String> lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_TO_BACKUP);
        return start(REFUSED, length).writeBytes(text, 0, length);
    }

    static ByteBuf log(byte[] bytes, int length) {
        return start(LOG, length).writeBytes(bytes, 0, length);
    }

    static ByteBuf acknowledgement(long received, long executed, long heartbeat) {
        return start(ACK, 24).writeLong(received).writeLong(executed).writeLong(heartbeat);
    }

    static ByteBuf of(int type, long number) {
        return start(type, 8).writeLong(number);
    }

    static ByteBuf of(int type) {
        return start(type, 0);
    }

    private static ByteBuf start(int type, int length) {
        return Unpooled.buffer(HEADER + length).writeByte(type).writeInt(length);
    }
}
