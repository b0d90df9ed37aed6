package io.ftjvm.agent.pair;

import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Verdict;
import io.ftjvm.bench.bank.BankLoad;
import io.ftjvm.bench.chat.ChatLoad;
import io.ftjvm.bench.web.WebLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program to protect, and the load on it whose history can be checked. */
enum Sample {
    WEB,
    BANK,
    CHAT;

    /** Where the sample programs' jars are: system property {@code ftjvm.samples}. */
    private static final Path DIRECTORY = Path.of(System.getProperty("ftjvm.samples", "../samples/target"));

    private static final double RATE = 200;
    private static final int CONNECTIONS = 8;
    private static final Duration GRACE = Duration.ofSeconds(15);

    Path jar() {
        return DIRECTORY.resolve(name().toLowerCase(java.util.Locale.ROOT) + ".jar");
    }

    /** Load on a fresh server, not started yet. */
    Load load(int port) {
        switch (this) {
            case WEB:
                return new Web(new WebLoad(port, RATE, CONNECTIONS));
            case BANK:
                return new Bank(new BankLoad(port, RATE, CONNECTIONS));
            case CHAT:
                return new Chat(new ChatLoad(port, RATE, CONNECTIONS));
            default:
                throw new AssertionError(this);
        }
    }

    /** The three loads look alike. */
    interface Load {
        LoadGenerator generator();

        /** Compares with what the server has. While the load is stopped. */
        Verdict check() throws Exception;

        /** Compares with what the processes that have been the server have printed. While the load is stopped. */
        default Verdict checkOutput(List<String> output) {
            return new Verdict();
        }

        default void start() {
            generator().start();
        }

        default void stop() throws InterruptedException {
            generator().stop(GRACE);
        }
    }

    private record Web(WebLoad load) implements Load {
        @Override
        public LoadGenerator generator() {
            return load.generator();
        }

        @Override
        public Verdict check() throws Exception {
            return load.check();
        }
    }

    private record Bank(BankLoad load) implements Load {
        @Override
        public LoadGenerator generator() {
            return load.generator();
        }

        @Override
        public Verdict check() throws Exception {
            return load.check();
        }

        @Override
        public Verdict checkOutput(List<String> output) {
            return load.checkLog(output);
        }
    }

    private record Chat(ChatLoad load) implements Load {
        @Override
        public LoadGenerator generator() {
            return load.generator();
        }

        @Override
        public Verdict check() throws Exception {
            return load.check();
        }
    }
}
