package io.ftjvm.bench.web;

import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Constant-rate load on the web sample, and the check of what its clients saw. Any thread. */
public final class WebLoad {
    private final int port;
    private final List<WebClient> clients = new ArrayList<>();
    private final LoadGenerator generator;

    /**
     * Load on a fresh server on a loopback port.
     *
     * @param rate operations a second in all
     */
    public WebLoad(int port, double rate, int connections) {
        this.port = port;
        for (int i = 0; i < connections; i++) {
            clients.add(new WebClient(port, "c" + i, i));
        }
        generator = new LoadGenerator(rate, clients);
    }

    /** Writes latencies to an HdrHistogram interval log. Before {@link #start}. */
    public WebLoad logTo(Path file) throws IOException {
        generator.logTo(file);
        return this;
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

    /** Asks the server for everything it has and compares. After {@link #stop}, while the server still runs. */
    public Verdict check() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            HttpConnection.Response response = connection.exchange("GET", "/dump", "");
            if (response.status() != 200) {
                throw new IOException("no dump: " + response);
            }
            List<WebOperation> history = new ArrayList<>();
            clients.forEach(client -> history.addAll(client.history()));
            return HistoryChecker.check(history, WebDump.parse(response.body()));
        }
    }
}
