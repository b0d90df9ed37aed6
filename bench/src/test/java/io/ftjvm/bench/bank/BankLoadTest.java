package io.ftjvm.bench.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BankLoadTest {
    @Test
    void aBankThatLivesOnKeepsItsBooks() throws Exception {
        try (Sample sample = Sample.start("io.ftjvm.samples.bank.BankServer")) {
            BankLoad load = new BankLoad(sample.port, 200, 8);
            load.start();
            Thread.sleep(2000);
            load.stop(Duration.ofSeconds(5));

            assertThat(load.check().examples()).isEmpty();
            assertThat(load.checkLog(sample.output()).examples()).isEmpty();
            assertThat(load.generator().completed()).isGreaterThan(200);
            assertThat(load.generator().errors()).isZero();
        }
    }
}
