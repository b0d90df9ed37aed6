package io.ftjvm.arbiter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns any service name into a file name, different names into different ones. */
final class FileNames {
    /** Leaves room for the suffixes below the usual limit of 255 bytes. */
    private static final int MAX_LENGTH = 100;

    private FileNames() {}

    /**
     * Letters, digits, '-' and '_' stay, and so does '.' after the first character; every other byte of the UTF-8 form
     * becomes {@code %XX}. A long name is cut and ends in {@code %} and its hash, which no short name does.
     */
    static String of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.' && i > 0;
            if (plain) {
                file.append(c);
            } else {
                file.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        if (file.length() <= MAX_LENGTH) {
            return file.toString();
        }
        return file.substring(0, MAX_LENGTH - 34) + "%~" + HexFormat.of().formatHex(sha256(bytes), 0, 16);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
