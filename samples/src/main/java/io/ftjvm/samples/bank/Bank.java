package io.ftjvm.samples.bank;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The accounts and what is done with them. Any thread. */
final class Bank {
    /** Operations remembered; an older one would be done again if it were repeated. */
    private static final int REMEMBERED = 1_000_000;

    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Statistics statistics = new Statistics();
    private final Object numbering = new Object();
    private long transactions;

    /** Opens an account, or finds it open already. */
    String open(String name) {
        synchronized (accounts) {
            accounts.computeIfAbsent(name, Account::new);
            return "OK accounts=" + accounts.size();
        }
    }

    String deposit(String operation, String name, long amount) throws Exception {
        Account account = account(name);
        return once(operation, () -> {
            Account.Movement movement = account.deposit(operation, amount);
            return log(operation, "DEPOSIT " + name + " " + amount, amount, movement);
        });
    }

    String transfer(String operation, String from, String to, long amount, long patience) throws Exception {
        Account payer = account(from);
        Account payee = account(to);
        return once(operation, () -> {
            Account.Movement movement = payer.withdraw(operation, amount, patience);
            if (movement == null) {
                return "REFUSED funds missing after " + patience + " ms";
            }
            // In between the money is nobody's, as the total shows to whoever asks at the right moment.
            payee.deposit(operation, amount);
            return log(operation, "TRANSFER " + from + " " + to + " " + amount, amount, movement);
        });
    }

    /** The balance of all accounts together, added up while others move money between them. */
    String total() {
        long total = 0;
        synchronized (accounts) {
            for (Account account : accounts.values()) {
                total += account.balance();
            }
        }
        return "OK total=" + total;
    }

    Account account(String name) {
        synchronized (accounts) {
            Account account = accounts.get(name);
            if (account == null) {
                throw new IllegalArgumentException("no account " + name);
            }
            return account;
        }
    }

    private String once(String id, Callable<String> action) throws Exception {
        Operation operation = new Operation();
        Operation earlier;
        synchronized (operations) {
            earlier = operations.putIfAbsent(id, operation);
            if (operations.size() > REMEMBERED) {
                operations.remove(operations.keySet().iterator().next());
            }
        }
        if (earlier != null) {
            return earlier.await() + " repeated=true";
        }
        String reply = "ERROR failed";
        try {
            reply = action.call();
        } finally {
            operation.done(reply);
        }
        return reply + " repeated=false";
    }

    private String log(String operation, String what, long amount, Account.Movement movement) {
        String seen = statistics.record(operation, amount);
        long number;
        synchronized (numbering) {
            number = ++transactions;
            System.out.println(number + " " + movement.time() + " " + operation + " " + what + " balance="
                    + movement.balance() + " " + seen);
        }
        return "OK transaction=" + number + " time=" + movement.time() + " balance=" + movement.balance() + " " + seen;
    }
}
