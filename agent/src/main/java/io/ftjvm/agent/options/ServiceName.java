package io.ftjvm.agent.options;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of services. */
final class ServiceName {
    private static final int MAX_LENGTH = 100;

    private ServiceName() {}

    static boolean isValid(String name) {
        return name.matches("[A-Za-z0-9._$-]{1," + MAX_LENGTH + "}");
    }

    /**
     * The name of a service that was not given one, the same on every machine: the file name of the main jar or the
     * main class, and, so that one program with different arguments is different services, a hash of the arguments.
     *
     * @param command the main jar or class and its arguments as in {@code sun.java.command}, null where the JVM has none
     */
    static String of(String command) {
        String text = command == null ? "" : command.strip();
        int space = text.indexOf(' ');
        String main = space < 0 ? text : text.substring(0, space);
        String arguments = space < 0 ? "" : text.substring(space + 1).strip();
        // A jar may come with directories, a class with its module.
        String base = main.substring(main.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        base = base.replaceAll("[^A-Za-z0-9._$-]", "_");
        base = base.substring(0, Math.min(base.length(), MAX_LENGTH - 9));
        if (base.isEmpty()) {
            base = "java";
        }
        return arguments.isEmpty() ? base : base + "-" + hash(arguments);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
