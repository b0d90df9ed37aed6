package io.ftjvm.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Judges a HELLO. */
final class Greeting {
    /** What begins a reason that may pass. */
    static final String NOT_NOW = "not now: ";

    private Greeting() {}

    /** Whether {@code message} comes from a backup at all, of whatever version. */
    static boolean genuine(Message message) {
        return message.type == Message.HELLO && message.getLong(0) == Message.MAGIC;
    }

    /**
     * Why the sender cannot be this primary's backup, a line for each reason; empty if it can.
     *
     * @param token what the sender must know; null if no backup is wanted now
     */
    static List<String> objections(Message hello, byte[] token, LogStore store) {
        int version = LogFormat.getInt(hello.payload, 8);
        if (version != Message.VERSION) {
            return List.of("channel version: primary " + Message.VERSION + ", backup " + version);
        }
        int tokenLength = LogFormat.getInt(hello.payload, 12);
        if (tokenLength < 0 || tokenLength > Message.MAX_TOKEN || tokenLength > hello.payload.length - 16) {
            return List.of("a token of " + tokenLength + " bytes");
        }
        if (token == null) {
            return List.of(NOT_NOW + "the primary takes no backup");
        }
        if (!MessageDigest.isEqual(token, Arrays.copyOfRange(hello.payload, 16, 16 + tokenLength))) {
            return List.of(NOT_NOW + "the token is not that of this primary's generation");
        }
        byte[] header = Arrays.copyOfRange(hello.payload, 16 + tokenLength, hello.payload.length);
        ImageDescription image;
        try {
            image = LogHeader.decode(LogHeader.read(new ByteArrayInputStream(header)));
        } catch (IOException e) {
            return List.of("the backup's image description: " + e.getMessage());
        }
        List<String> differences = new ArrayList<>(store.image().differences("primary", image, "backup"));
        if (differences.isEmpty() && !store.joinable()) {
            differences.add("the primary's log since boot is not kept any more");
        }
        return differences;
    }
}
