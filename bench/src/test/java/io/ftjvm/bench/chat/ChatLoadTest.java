package io.ftjvm.bench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChatLoadTest {
    @Test
    void everyoneHearsTheSame() throws Exception {
        try (Sample sample = Sample.start("io.ftjvm.samples.chat.ChatServer")) {
            ChatLoad load = new ChatLoad(sample.port, 200, 10);
            load.start();
            Thread.sleep(2000);
            load.stop(Duration.ofSeconds(5));

            assertThat(load.check().examples()).isEmpty();
            assertThat(load.generator().completed()).isGreaterThan(200);
            assertThat(load.generator().errors()).isZero();
        }
    }
}
