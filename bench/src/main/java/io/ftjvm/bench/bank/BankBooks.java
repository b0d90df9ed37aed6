package io.ftjvm.bench.bank;

import io.ftjvm.bench.LineConnection;
import io.ftjvm.bench.Pairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bank's own account of what it has done. */
final class BankBooks {
    /** A change of an account's balance. */
    record Movement(String operation, long amount, long balance, long time) {}

    /** Per account, in the bank's order. */
    final Map<String, List<Movement>> accounts = new TreeMap<>();
    /** What the bank says all accounts have together. */
    long total;

    static BankBooks read(int port) throws IOException {
        BankBooks books = new BankBooks();
        try (LineConnection connection = new LineConnection(port)) {
            for (int i = 0; i < BankClient.ACCOUNTS; i++) {
                String name = BankClient.account(i);
                connection.send("HISTORY " + name + "\n");
                long count = new Pairs(connection.receiveLine()).number("movements");
                for (long n = 0; n < count; n++) {
                    books.add(name, connection.receiveLine());
                }
            }
            connection.send("TOTAL\n");
            books.total = new Pairs(connection.receiveLine()).number("total");
        }
        return books;
    }

    void add(String account, String line) {
        Pairs pairs = new Pairs(line);
        accounts.computeIfAbsent(account, a -> new ArrayList<>())
                .add(new Movement(
                        line.substring(0, line.indexOf(' ')),
                        pairs.number("amount"),
                        pairs.number("balance"),
                        pairs.number("time")));
    }
}
