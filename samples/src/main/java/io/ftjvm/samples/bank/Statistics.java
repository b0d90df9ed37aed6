package io.ftjvm.samples.bank;

/**
 * The bank's turnover, as seen by whoever looks. Not synchronised: of two transactions at once one may go uncounted, and
 * the digest depends on their order. Every reply and every line of the transaction log shows the numbers.
 */
final class Statistics {
    private long turnover;
    private int digest;

    /** Counts a transaction and describes the state after it. Any thread. */
    String record(String operation, long amount) {
        long t = turnover;
        int d = digest;
        for (int i = 0; i < operation.length(); i++) {
            d = 31 * d + operation.charAt(i);
        }
        digest = d;
        turnover = t + amount;
        return "turnover=" + (t + amount) + " digest=" + Integer.toHexString(d);
    }
}
