package io.ftjvm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    /** Answers at once, but for what a test makes it do. */
    private static class Echo implements LoadClient {
        final List<Long> performed = new ArrayList<>();

        @Override
        public void connect() throws IOException {}

        @Override
        public void perform(long n) throws IOException {
            performed.add(n);
        }

        @Override
        public void disconnect() {}
    }

    @Test
    void sendsAtTheGivenRate() throws Exception {
        List<Echo> clients = List.of(new Echo(), new Echo(), new Echo());
        LoadGenerator load = new LoadGenerator(300, clients);
        long from = System.nanoTime();
        load.start();
        Thread.sleep(1000);
        load.stop(Duration.ofSeconds(1));
        double seconds = (System.nanoTime() - from) / 1e9;
        assertThat((double) load.completed()).isBetween(250 * seconds, 305 * seconds);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.performed.get(1)).isEqualTo(1));
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        Echo client = new Echo();
        LoadGenerator load = new LoadGenerator(200, List.of(client));
        for (int i = 0; i < 2; i++) {
            load.start();
            Thread.sleep(200);
            load.stop(Duration.ofSeconds(1));
        }
        assertThat(client.performed).hasSizeGreaterThan(40);
        assertThat(client.performed.get(client.performed.size() - 1)).isEqualTo(client.performed.size() - 1);
        assertThat(load.completed()).isEqualTo(client.performed.size());
    }

    @Test
    void aStallCountsForEveryOperationItDelays() throws Exception {
        LoadGenerator load = new LoadGenerator(100, List.of(new Echo() {
            @Override
            public void perform(long n) throws IOException {
                super.perform(n);
                if (n == 20) {
                    sleep(500);
                }
            }
        }));
        long from = System.nanoTime();
        load.start();
        Thread.sleep(1200);
        load.stop(Duration.ofSeconds(1));
        long to = System.nanoTime();

        Histogram histogram = new Histogram(3);
        load.latencies().collect(histogram, from, to);
        assertThat(histogram.getTotalCount()).isEqualTo(load.completed());
        long slow = histogram.getTotalCount() - histogram.getCountBetweenValues(0, 100_000_000);
        assertThat(slow).isBetween(30L, 50L);
        assertThat(histogram.getMaxValue()).isGreaterThan(480_000_000L);
        assertThat(load.latencies().longestSilence(from, to)).isBetween(480_000_000L, 700_000_000L);
    }

    @Test
    void repeatsAnOperationWhoseConnectionBroke() throws Exception {
        Echo client = new Echo() {
            private int connects;

            @Override
            public void connect() throws IOException {
                connects++;
                if (connects == 2) {
                    throw new ConnectException("refused");
                }
            }

            @Override
            public void perform(long n) throws IOException {
                super.perform(n);
                if (n == 3 && connects == 1) {
                    throw new IOException("reset");
                }
            }
        };
        LoadGenerator load = new LoadGenerator(200, List.of(client));
        load.start();
        Thread.sleep(300);
        load.stop(Duration.ofSeconds(1));
        assertThat(client.performed).startsWith(0L, 1L, 2L, 3L, 3L, 4L);
        assertThat(load.errors()).isEqualTo(1);
        assertThat(load.refusals()).isEqualTo(1);
        assertThat(load.completed()).isEqualTo(client.performed.size() - 1);
    }

    @Test
    void givesUpOnAServerThatStaysAway() throws Exception {
        LoadGenerator load = new LoadGenerator(100, List.of(new Echo() {
            @Override
            public void connect() throws IOException {
                throw new ConnectException("refused");
            }
        }));
        load.start();
        Thread.sleep(50);
        load.stop(Duration.ofMillis(100));
        assertThat(load.completed()).isZero();
        assertThat(load.refusals()).isPositive();
    }

    @Test
    void aClientThatFailsFailsTheRun() {
        LoadGenerator load = new LoadGenerator(100, List.of(new Echo() {
            @Override
            public void perform(long n) {
                throw new IllegalArgumentException("no version in: x");
            }
        }));
        load.start();
        assertThatThrownBy(() -> {
                    Thread.sleep(100);
                    load.stop(Duration.ofSeconds(1));
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no version in: x");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
