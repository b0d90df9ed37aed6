package io.ftjvm.arbiter;

import java.util.Objects;

/**
 * The content of a register: who won which generation, and how its backup reaches it.
 *
 * @param generation number of the test-and-set that was won, from 1
 * @param holder random id of the winning instance, unique among all instances ever; letters, digits, '-' and '_'
 * @param address {@code host:port} on which the holder's logging channel listens
 * @param secret what both ends of the logging channel prove to know; never printed
 * @param host name of the machine the holder runs on
 * @param pid process id of the holder on that machine
 */
public record Registration(long generation, String holder, String address, String secret, String host, long pid) {
    /** Checks that every field can be stored; throws {@link IllegalArgumentException} if one cannot. */
    public Registration {
        if (generation < 1) {
            throw new IllegalArgumentException("generation " + generation + " is below 1");
        }
        if (!Objects.requireNonNull(holder).matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("holder id is not 1 to 64 letters, digits, '-' or '_': " + holder);
        }
        requireLine("address", address);
        requireLine("secret", secret);
        requireLine("host", host);
    }

    private static void requireLine(String field, String value) {
        if (value.length() > 1024 || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(field + " is not a line of at most 1024 printable ASCII characters");
        }
    }

    /** All fields but the secret. */
    @Override
    public String toString() {
        return "generation=" + generation + " holder=" + holder + " address=" + address + " host=" + host + " pid="
                + pid;
    }
}
