package io.ftjvm.agent.options;

/**
 * Where a socket listens.
 *
 * @param host name or literal address, without brackets
 * @param port 0 for a free one
 */
public record ChannelAddress(String host, int port) {
    /** Loopback, free port. */
    public static final ChannelAddress DEFAULT = new ChannelAddress("127.0.0.1", 0);

    /**
     * Parses {@code HOST:PORT}, {@code HOST} or {@code :PORT}; an IPv6 literal stands in brackets.
     *
     * @throws IllegalArgumentException if {@code text} is none of these
     */
    static ChannelAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[") && text.indexOf(']') > 1;
        if (bracketed && colon < text.indexOf(']')) {
            colon = -1;
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (!host.matches("[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?")) {
                throw new IllegalArgumentException(text);
            }
        } else if (!host.matches("[A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(text);
        }
        String port = colon < 0 ? "0" : text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException(text);
        }
        return new ChannelAddress(host.isEmpty() ? DEFAULT.host : host, Integer.parseInt(port));
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
