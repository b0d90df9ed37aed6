package io.ftjvm.bench.bank;

/** One operation as its client saw it. Written by its client's thread, read when the load has stopped. */
final class BankOperation {
    enum Kind {
        DEPOSIT,
        TRANSFER,
        BALANCE
    }

    enum Outcome {
        /** Nobody answered. */
        UNKNOWN,
        DONE,
        /** Funds were missing. */
        REFUSED,
        FAILED
    }

    final Kind kind;
    final String id;
    final String from;
    /** Payee of a transfer, else empty. */
    final String to;

    final long amount;

    /** {@link System#nanoTime} of the first request. */
    long sent;
    /** Times it was sent. */
    int attempts;
    /** {@link System#nanoTime} of the reply. */
    long answered;

    Outcome outcome = Outcome.UNKNOWN;
    String reply = "";
    /** What the reply said; 0 for a balance. */
    long transaction;
    /** What the reply said: balance of {@link #from}. */
    long balance;
    /** What the reply said: the server's clock. */
    long time;
    /** What the reply said: an earlier request had done it. */
    boolean repeated;

    BankOperation(Kind kind, String id, String from, String to, long amount) {
        this.kind = kind;
        this.id = id;
        this.from = from;
        this.to = to;
        this.amount = amount;
    }

    @Override
    public String toString() {
        return kind + " " + id + " " + from + " " + to + " " + amount + " attempts=" + attempts + ": " + outcome + " "
                + reply;
    }
}
