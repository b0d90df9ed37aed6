package io.ftjvm.bench.bank;

import io.ftjvm.bench.RealTimeOrder;
import io.ftjvm.bench.Verdict;
import io.ftjvm.bench.Verdict.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what clients of the bank were told with each other and with its books. */
final class BankChecker {
    private final List<BankOperation> history;
    private final BankBooks books;
    private final Verdict verdict = new Verdict();
    /** Movements by account and operation. */
    private final Map<String, Map<String, BankBooks.Movement>> movements = new HashMap<>();

    private BankChecker(List<BankOperation> history, BankBooks books) {
        this.history = history;
        this.books = books;
    }

    static Verdict check(List<BankOperation> history, BankBooks books) {
        BankChecker checker = new BankChecker(history, books);
        checker.checkBooks();
        checker.checkOperations();
        checker.checkOrder();
        return checker.verdict;
    }

    /**
     * Every acknowledged transaction is in the transaction log that the bank has printed, under its number, and no
     * number stands for two.
     *
     * @param log standard output of every process that has been the bank, in order
     */
    static Verdict checkLog(List<BankOperation> history, List<String> log) {
        Verdict verdict = new Verdict();
        Map<Long, String> lines = new HashMap<>();
        for (String line : log) {
            if (!line.matches("\\d+ \\d+ .*")) {
                continue;
            }
            String other = lines.putIfAbsent(Long.parseLong(line.substring(0, line.indexOf(' '))), line);
            if (other != null && !other.equals(line)) {
                verdict.add(Kind.CONTRADICTED, "the log has '" + other + "' and '" + line + "'");
            }
        }
        for (BankOperation operation : history) {
            if (operation.transaction != 0) {
                String line = lines.getOrDefault(operation.transaction, "");
                if (!line.startsWith(operation.transaction + " " + operation.time + " " + operation.id + " ")) {
                    verdict.add(Kind.LOST, operation + ", but the log has '" + line + "'");
                }
            }
        }
        return verdict;
    }

    private void checkBooks() {
        long total = 0;
        for (Map.Entry<String, List<BankBooks.Movement>> account : books.accounts.entrySet()) {
            long balance = 0;
            long time = Long.MIN_VALUE;
            Map<String, BankBooks.Movement> byOperation =
                    movements.computeIfAbsent(account.getKey(), a -> new HashMap<>());
            for (BankBooks.Movement movement : account.getValue()) {
                balance += movement.amount();
                if (movement.balance() != balance || balance < 0 || movement.time() < time) {
                    verdict.add(Kind.CONTRADICTED, account.getKey() + " has " + movement + " at balance " + balance);
                }
                balance = movement.balance();
                time = movement.time();
                if (byOperation.putIfAbsent(movement.operation(), movement) != null) {
                    verdict.add(Kind.DUPLICATED, account.getKey() + " has " + movement + " again");
                }
            }
            total += balance;
        }
        if (total != books.total) {
            verdict.add(Kind.CONTRADICTED, "the accounts have " + total + ", the bank says " + books.total);
        }
    }

    private void checkOperations() {
        int explained = 0;
        for (BankOperation operation : history) {
            if (operation.kind == BankOperation.Kind.BALANCE) {
                if (operation.outcome == BankOperation.Outcome.FAILED) {
                    verdict.add(Kind.CONTRADICTED, operation.toString());
                }
                continue;
            }
            long sign = operation.kind == BankOperation.Kind.DEPOSIT ? 1 : -1;
            BankBooks.Movement from = movement(operation.from, operation);
            BankBooks.Movement to = movement(operation.to, operation);
            explained += (from == null ? 0 : 1) + (to == null ? 0 : 1);
            checkMovement(operation, from, sign * operation.amount);
            if (operation.kind == BankOperation.Kind.TRANSFER) {
                checkMovement(operation, to, operation.amount);
                if ((from == null) != (to == null)) {
                    verdict.add(Kind.LOST, "half of " + operation);
                }
            }
            if (operation.outcome == BankOperation.Outcome.DONE
                    && from != null
                    && (from.balance() != operation.balance || from.time() != operation.time)) {
                verdict.add(Kind.CONTRADICTED, operation + " but the bank has " + from);
            }
            if (operation.repeated && operation.attempts == 1) {
                verdict.add(Kind.DUPLICATED, operation + " was sent once");
            }
        }
        int all = movements.values().stream().mapToInt(Map::size).sum();
        if (all != explained) {
            verdict.add(Kind.CONTRADICTED, (all - explained) + " movements that nobody asked for");
        }
    }

    private BankBooks.Movement movement(String account, BankOperation operation) {
        return movements.getOrDefault(account, Map.of()).get(operation.id);
    }

    private void checkMovement(BankOperation operation, BankBooks.Movement movement, long amount) {
        if (movement == null) {
            if (operation.outcome == BankOperation.Outcome.DONE) {
                verdict.add(Kind.LOST, operation.toString());
            }
        } else if (operation.outcome == BankOperation.Outcome.REFUSED
                || operation.outcome == BankOperation.Outcome.FAILED
                || movement.amount() != amount) {
            verdict.add(Kind.CONTRADICTED, operation + " but the bank has " + movement);
        }
    }

    private void checkOrder() {
        RealTimeOrder times = new RealTimeOrder();
        RealTimeOrder transactions = new RealTimeOrder();
        Map<Long, BankOperation> byTransaction = new HashMap<>();
        for (BankOperation operation : history) {
            if (operation.outcome != BankOperation.Outcome.DONE) {
                continue;
            }
            times.add(operation.sent, operation.answered, operation.time, operation);
            if (operation.transaction != 0) {
                transactions.add(operation.sent, operation.answered, operation.transaction, operation);
                BankOperation other = byTransaction.putIfAbsent(operation.transaction, operation);
                if (other != null) {
                    verdict.add(Kind.CONTRADICTED, operation + " has the number of " + other);
                }
            }
        }
        times.check("the clock", verdict);
        transactions.check("the transaction number", verdict);
    }
}
