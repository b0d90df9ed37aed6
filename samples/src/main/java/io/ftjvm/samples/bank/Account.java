package io.ftjvm.samples.bank;

import java.util.ArrayList;
import java.util.List;

/** An account: its monitor guards its balance, and whoever lacks funds waits in it. Any thread. */
final class Account {
    /** Movements remembered per account. */
    private static final int REMEMBERED = 100_000;

    /** One change of the balance. */
    record Movement(String operation, long amount, long balance, long time) {}

    final String name;
    private final List<Movement> movements = new ArrayList<>();
    private long balance;

    Account(String name) {
        this.name = name;
    }

    synchronized Movement deposit(String operation, long amount) {
        Movement movement = move(operation, amount);
        notifyAll();
        return movement;
    }

    /**
     * Takes {@code amount} out, waiting up to {@code patience} milliseconds for somebody to bring it; null if nobody
     * did.
     */
    synchronized Movement withdraw(String operation, long amount, long patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience * 1_000_000;
        while (balance < amount) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return move(operation, -amount);
    }

    private Movement move(String operation, long amount) {
        balance += amount;
        Movement movement = new Movement(operation, amount, balance, System.currentTimeMillis());
        if (movements.size() == REMEMBERED) {
            movements.remove(0);
        }
        movements.add(movement);
        return movement;
    }

    synchronized long balance() {
        return balance;
    }

    /** The movements so far, oldest first. */
    synchronized List<Movement> history() {
        return List.copyOf(movements);
    }
}
