package io.ftjvm.bench.bank;

import static io.ftjvm.bench.Verdict.Kind.CONTRADICTED;
import static io.ftjvm.bench.Verdict.Kind.DUPLICATED;
import static io.ftjvm.bench.Verdict.Kind.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each test takes a history and books that agree, and bends one of them. */
class BankCheckerTest {
    private final List<BankOperation> history = new ArrayList<>();
    private final List<String> a =
            new ArrayList<>(List.of("d1 amount=100 balance=100 time=1000", "t1 amount=-30 balance=70 time=1010"));
    private final List<String> b = new ArrayList<>(List.of("t1 amount=30 balance=30 time=1011"));
    private final List<String> log = new ArrayList<>(List.of(
            "listening on 1",
            "1 1000 d1 DEPOSIT a 100 balance=100 turnover=100",
            "2 1010 t1 TRANSFER a b 30 balance=70 turnover=130"));
    private long total = 100;

    private final BankOperation deposit =
            operation(BankOperation.Kind.DEPOSIT, "d1", "a", "", 100, "transaction=1 time=1000 balance=100");
    private final BankOperation transfer =
            operation(BankOperation.Kind.TRANSFER, "t1", "a", "b", 30, "transaction=2 time=1010 balance=70");
    private final BankOperation balance =
            operation(BankOperation.Kind.BALANCE, "x", "a", "", 0, "balance=70 time=1020");
    private final BankOperation refused = operation(BankOperation.Kind.TRANSFER, "t2", "b", "a", 300, "");

    private BankOperation operation(
            BankOperation.Kind kind, String id, String from, String to, long amount, String reply) {
        BankOperation operation = new BankOperation(kind, id, from, to, amount);
        operation.sent = history.size() * 10;
        operation.answered = operation.sent + 5;
        operation.attempts = 1;
        operation.reply = reply;
        if (reply.isEmpty()) {
            operation.outcome = BankOperation.Outcome.REFUSED;
        } else {
            BankClient.understand(operation, reply + " repeated=false");
        }
        history.add(operation);
        return operation;
    }

    private static void unanswered(BankOperation operation) {
        operation.outcome = BankOperation.Outcome.UNKNOWN;
        operation.transaction = 0;
        operation.answered = 0;
    }

    private Verdict check() {
        BankBooks books = new BankBooks();
        a.forEach(line -> books.add("a", line));
        b.forEach(line -> books.add("b", line));
        books.total = total;
        return BankChecker.check(history, books);
    }

    @Test
    void agreement() {
        assertThat(check().examples()).isEmpty();
        assertThat(BankChecker.checkLog(history, log).examples()).isEmpty();
    }

    @Test
    void anUnansweredTransferMayHaveBeenDoneOrNot() {
        unanswered(transfer);
        assertThat(check().examples()).isEmpty();
        a.remove(1);
        b.clear();
        assertThat(check().examples()).isEmpty();
    }

    @Test
    void halfATransfer() {
        unanswered(transfer);
        b.clear();
        total = 70;
        assertThat(check().count(LOST)).isEqualTo(1);
    }

    @Test
    void lostTransfer() {
        a.remove(1);
        b.clear();
        // Both its sides.
        assertThat(check().count(LOST)).isEqualTo(2);
    }

    @Test
    void depositedTwice() {
        a.add("d1 amount=100 balance=170 time=1012");
        total = 200;
        assertThat(check().count(DUPLICATED)).isEqualTo(1);
    }

    @Test
    void calledRepeatedAlthoughSentOnce() {
        transfer.repeated = true;
        assertThat(check().count(DUPLICATED)).isEqualTo(1);
        transfer.attempts = 2;
        assertThat(check().clean()).isTrue();
    }

    @Test
    void otherBalanceThanAcknowledged() {
        deposit.balance = 99;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void refusedButDone() {
        b.add("t2 amount=-10 balance=20 time=1030");
        a.add("t2 amount=10 balance=80 time=1030");
        assertThat(check().count(CONTRADICTED)).isEqualTo(2);
    }

    @Test
    void balanceBelowZero() {
        refused.outcome = BankOperation.Outcome.UNKNOWN;
        b.add("t2 amount=-300 balance=-270 time=1030");
        a.add("t2 amount=300 balance=370 time=1030");
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void moneyFromNowhere() {
        total = 101;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void movementNobodyAskedFor() {
        b.add("d9 amount=1 balance=31 time=1030");
        total = 101;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void clockWentBack() {
        balance.time = 1009;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void transactionNumberGivenTwice() {
        transfer.transaction = 1;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void transactionNumbersWentBack() {
        deposit.transaction = 3;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void acknowledgedTransactionMissingInTheLog() {
        log.remove(2);
        assertThat(BankChecker.checkLog(history, log).count(LOST)).isEqualTo(1);
    }

    @Test
    void numberThatStandsForTwoInTheLog() {
        log.add("2 1010 t9 TRANSFER a b 30 balance=70 turnover=130");
        assertThat(BankChecker.checkLog(history, log).count(CONTRADICTED)).isEqualTo(1);
    }
}
