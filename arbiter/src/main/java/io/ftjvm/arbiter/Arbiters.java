package io.ftjvm.arbiter;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/** Opens arbiters by address. Any thread. */
public final class Arbiters {
    private static final String FILE = "file:";

    private Arbiters() {}

    /**
     * Opens the register of one service.
     *
     * @param url {@code file:DIR}, or null for the user's own directory on this machine
     * @param name the service; any text
     * @throws ArbiterException if the address is bad, its kind is not built, or the directory cannot be used
     */
    public static Arbiter open(String url, String name) {
        Objects.requireNonNull(name);
        if (name.isEmpty()) {
            throw new ArbiterException("the service has an empty name");
        }
        return new FileArbiter(fileDirectory(url), name);
    }

    /**
     * Where instances that use {@code url} leave what only this machine's operator reads (status files): the arbiter's
     * own directory for {@code file:}. Created if it is not there.
     *
     * @throws ArbiterException as {@link #open}
     */
    public static Path runtimeDirectory(String url) {
        Path directory = fileDirectory(url);
        StateDirectory.prepare(directory);
        return directory;
    }

    /** Checks the form of {@code url} without touching what it names; throws as {@link #open}. */
    public static void check(String url) {
        if (!url.startsWith(FILE)) {
            throw refusal(url);
        }
        path(url);
    }

    private static Path fileDirectory(String url) {
        if (url == null) {
            return StateDirectory.forUser().resolve("arbiter");
        }
        check(url);
        return path(url);
    }

    private static Path path(String url) {
        String text = url.substring(FILE.length());
        // file:///DIR is how other tools write the same address.
        if (text.startsWith("///")) {
            text = text.substring(2);
        }
        if (text.isEmpty()) {
            throw new ArbiterException("arbiter=" + url + ": no directory after file:");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new ArbiterException("arbiter=" + url + ": not a path", e);
        }
    }

    private static ArbiterException refusal(String url) {
        for (String scheme : new String[] {"tcp:", "zk:", "etcd:"}) {
            if (url.startsWith(scheme)) {
                return new ArbiterException("arbiter=" + url + ": this kind of arbiter is not built yet; use file:DIR");
            }
        }
        return new ArbiterException("arbiter=" + url + ": not an arbiter address; use file:DIR");
    }
}
