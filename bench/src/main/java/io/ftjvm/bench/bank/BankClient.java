package io.ftjvm.bench.bank;

import io.ftjvm.bench.LineConnection;
import io.ftjvm.bench.LoadClient;
import io.ftjvm.bench.Pairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A client of the bank sample: pays in, and moves money about faster than it comes in now and then. */
final class BankClient implements LoadClient {
    static final int ACCOUNTS = 12;
    private static final int PATIENCE_MILLIS = 100;

    private final int port;
    private final String name;
    private final SplittableRandom random;
    private final List<BankOperation> history = new ArrayList<>();
    private LineConnection connection;
    private long currentNumber = -1;

    BankClient(int port, String name, long seed) {
        this.port = port;
        this.name = name;
        random = new SplittableRandom(seed);
    }

    @Override
    public void connect() throws IOException {
        connection = new LineConnection(port);
        for (int i = 0; i < ACCOUNTS; i++) {
            connection.send("OPEN " + account(i) + "\n");
            connection.receiveLine();
        }
    }

    static String account(int i) {
        return "account-" + i;
    }

    @Override
    public void perform(long n) throws IOException {
        if (n != currentNumber) {
            history.add(next(name + "-" + n));
            currentNumber = n;
        }
        BankOperation operation = history.get(history.size() - 1);
        if (operation.attempts++ == 0) {
            operation.sent = System.nanoTime();
        }
        connection.send(request(operation));
        String reply = connection.receiveLine();
        operation.answered = System.nanoTime();
        operation.reply = reply;
        if (reply.startsWith("OK ")) {
            understand(operation, reply);
        } else {
            operation.outcome =
                    reply.startsWith("REFUSED ") ? BankOperation.Outcome.REFUSED : BankOperation.Outcome.FAILED;
        }
    }

    private BankOperation next(String id) {
        int dice = random.nextInt(100);
        int from = random.nextInt(ACCOUNTS);
        if (dice < 40) {
            return new BankOperation(BankOperation.Kind.DEPOSIT, id, account(from), "", random.nextLong(1, 20));
        } else if (dice < 85) {
            int to = (from + random.nextInt(1, ACCOUNTS)) % ACCOUNTS;
            return new BankOperation(
                    BankOperation.Kind.TRANSFER, id, account(from), account(to), random.nextLong(1, 200));
        }
        return new BankOperation(BankOperation.Kind.BALANCE, id, account(from), "", 0);
    }

    private static String request(BankOperation operation) {
        switch (operation.kind) {
            case DEPOSIT:
                return "DEPOSIT " + operation.id + " " + operation.from + " " + operation.amount + "\n";
            case TRANSFER:
                return "TRANSFER " + operation.id + " " + operation.from + " " + operation.to + " " + operation.amount
                        + " " + PATIENCE_MILLIS + "\n";
            case BALANCE:
                return "BALANCE " + operation.from + "\n";
            default:
                throw new AssertionError(operation.kind);
        }
    }

    /** Takes in the reply to an operation that was done. */
    static void understand(BankOperation operation, String text) {
        Pairs reply = new Pairs(text);
        operation.outcome = BankOperation.Outcome.DONE;
        operation.balance = reply.number("balance");
        operation.time = reply.number("time");
        if (operation.kind != BankOperation.Kind.BALANCE) {
            operation.transaction = reply.number("transaction");
            operation.repeated = reply.flag("repeated");
        }
    }

    @Override
    public void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** What this client did and saw. When the load has stopped. */
    List<BankOperation> history() {
        return history;
    }
}
