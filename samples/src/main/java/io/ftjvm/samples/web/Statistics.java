package io.ftjvm.samples.web;

/**
 * What the server has served, as seen by whoever looks. Not synchronised: two requests at once may count as one, and the
 * digest depends on which of them came first. Each reply shows the numbers, so each reply shows the schedule.
 */
final class Statistics {
    private int served;
    private int digest;

    /** Counts a request and describes the state after it. Any thread. */
    String record(String request) {
        int n = served;
        int d = digest;
        for (int i = 0; i < request.length(); i++) {
            d = 31 * d + request.charAt(i);
        }
        digest = d;
        served = n + 1;
        return "served=" + (n + 1) + " digest=" + Integer.toHexString(d);
    }
}
