package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long MILLI = 1_000_000;
    private static final ChannelTiming TIMING = new ChannelTiming(10 * MILLI, 100 * MILLI, 100 * MILLI);

    private final Silence silence = new Silence(TIMING, 0);
    private long now;

    @Test
    void onAQuietMachineTheTimeoutCounts() {
        beats(10, 100);
        assertThat(silentFor()).isBetween(100 * MILLI, 120 * MILLI);
    }

    @Test
    void whereHeartbeatsComeLateItWaitsLonger() {
        beats(10, 100);
        beats(60, 1);
        beats(10, 10);
        assertThat(silentFor()).isBetween(250 * MILLI, 350 * MILLI);
    }

    @Test
    void whatWasUsualIsForgotten() {
        beats(90, 1);
        beats(10, 6000);
        assertThat(silentFor()).isBetween(100 * MILLI, 125 * MILLI);
    }

    @Test
    void thereIsALimit() {
        beats(5000, 1);
        assertThat(silentFor()).isBetween(600 * MILLI, 620 * MILLI);
    }

    @Test
    void aPauseOfThisProcessIsNotHeldAgainstTheOther() {
        beats(10, 10);
        now += 700 * MILLI;
        assertThat(silence.tooLong(false, now)).isFalse();
        assertThat(silentFor()).isGreaterThan(100 * MILLI);
    }

    @Test
    void nobodyIsLostWhileJoining() {
        for (int i = 0; i < 400; i++) {
            now += 10 * MILLI;
            assertThat(silence.tooLong(true, now)).isFalse();
        }
        assertThat(silence.tooLong(false, now)).isTrue();
    }

    /** So many heartbeats arrive, each so long after the one before. */
    private void beats(long millis, int times) {
        for (int i = 0; i < times; i++) {
            for (long left = millis; left > 0; left -= 10) {
                now += Math.min(left, 10) * MILLI;
                silence.tooLong(true, now);
            }
            silence.heard(now);
        }
    }

    /** Nothing arrives any more: when that counts as a loss. */
    private long silentFor() {
        while (!silence.tooLong(false, now)) {
            now += 10 * MILLI;
        }
        return silence.length(now);
    }
}
