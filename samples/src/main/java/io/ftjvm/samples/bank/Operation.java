package io.ftjvm.samples.bank;

/** An operation under way or done: who repeats it waits here for the reply to the first request. Any thread. */
final class Operation {
    private String reply;

    synchronized void done(String text) {
        reply = text;
        notifyAll();
    }

    synchronized String await() throws InterruptedException {
        while (reply == null) {
            wait();
        }
        return reply;
    }
}
