package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;

/** Monitors taken inside monitors: philosophers, and transfers between accounts, locked in a global order. */
public final class NestedMonitors {
    private static final int ACCOUNTS = 5;

    private static final class Account {
        final int number;
        int balance = 1000;

        Account(int number) {
            this.number = number;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Account[] accounts = new Account[ACCOUNTS];
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts[i] = new Account(i);
        }
        List<String> journal = new ArrayList<>();
        Crew.run(ACCOUNTS, number -> {
            for (int round = 0; round < 60; round++) {
                Account from = accounts[number];
                Account to = accounts[(number + 1 + round % (ACCOUNTS - 1)) % ACCOUNTS];
                transfer(from, to, 1 + (number * 7 + round) % 13, journal);
            }
        });
        int sum = 0;
        for (Account account : accounts) {
            sum += account.balance;
        }
        Check.equal(1000 * ACCOUNTS, sum, "sum of all balances");
        Check.equal(60 * ACCOUNTS, journal.size(), "transfers");
        for (int i = 0; i < journal.size(); i += 10) {
            System.out.println(String.join(" ", journal.subList(i, i + 10)));
        }
    }

    private static void transfer(Account from, Account to, int amount, List<String> journal) {
        Account first = from.number < to.number ? from : to;
        Account second = first == from ? to : from;
        synchronized (first) {
            if (amount % 4 == 0) {
                Thread.yield();
            }
            synchronized (second) {
                Crew.work(2000);
                from.balance -= amount;
                synchronized (journal) {
                    journal.add(from.number + ">" + to.number + ":" + amount + "=" + from.balance);
                }
                to.balance += amount;
            }
        }
    }
}
