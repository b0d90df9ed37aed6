package io.ftjvm.samples.chat;

/**
 * What has been said, as seen by whoever looks. Not synchronised: rooms at work at the same time lose each other's
 * counts, and the digest depends on their order. Every message shows the numbers.
 */
final class Statistics {
    private int messages;
    private int digest;

    /** Counts a message and describes the state after it. Any thread. */
    String record(String text) {
        int n = messages;
        int d = digest;
        for (int i = 0; i < text.length(); i++) {
            d = 31 * d + text.charAt(i);
        }
        digest = d;
        messages = n + 1;
        return "messages=" + (n + 1) + " digest=" + Integer.toHexString(d);
    }

    /** The numbers as they are. Any thread. */
    String look() {
        return "messages=" + messages + " digest=" + Integer.toHexString(digest);
    }
}
