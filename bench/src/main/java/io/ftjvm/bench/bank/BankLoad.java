package io.ftjvm.bench.bank;

import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Constant-rate load on the bank sample, and the check of what its clients saw. Any thread. */
public final class BankLoad {
    private final int port;
    private final List<BankClient> clients = new ArrayList<>();
    private final LoadGenerator generator;

    /**
     * Load on a fresh server on a loopback port.
     *
     * @param rate operations a second in all
     */
    public BankLoad(int port, double rate, int connections) {
        this.port = port;
        for (int i = 0; i < connections; i++) {
            clients.add(new BankClient(port, "b" + i, i));
        }
        generator = new LoadGenerator(rate, clients);
    }

    /** Starts. */
    public void start() {
        generator.start();
    }

    /** Stops; waits up to {@code grace} for operations under way. */
    public void stop(Duration grace) throws InterruptedException {
        generator.stop(grace);
    }

    /** Counters and latencies. */
    public LoadGenerator generator() {
        return generator;
    }

    /** Asks the bank for its books and compares. After {@link #stop}, while the bank still runs. */
    public Verdict check() throws IOException {
        return BankChecker.check(history(), BankBooks.read(port));
    }

    /**
     * Looks for every acknowledged transaction in the log that the bank has printed. After {@link #stop}.
     *
     * @param log standard output of every process that has been the bank
     */
    public Verdict checkLog(List<String> log) {
        return BankChecker.checkLog(history(), log);
    }

    private List<BankOperation> history() {
        List<BankOperation> history = new ArrayList<>();
        clients.forEach(client -> history.addAll(client.history()));
        return history;
    }
}
