package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {
    private static final long MILLI = 1_000_000;

    private final LagMeter meter = new LagMeter();
    private final ChannelPacer pacer = new ChannelPacer(100 * MILLI);

    @Test
    void lagIsTheTimeSinceTheLogGrewPastWhatIsExecuted() {
        for (int i = 1; i <= 100; i++) {
            meter.sample(i * 1000L, i * 10 * MILLI);
        }
        long now = 1000 * MILLI;
        assertThat(meter.lag(100_000, 100_000, now)).isZero();
        assertThat(meter.lag(99_500, 100_000, now)).isZero();
        assertThat(meter.lag(50_000, 100_000, now)).isEqualTo(490 * MILLI);
        assertThat(meter.lag(0, 100_000, now)).isEqualTo(990 * MILLI);
    }

    @Test
    void anIdlePrimaryHasNoLag() {
        meter.sample(1000, 0);
        assertThat(meter.lag(1000, 1000, 3_600_000 * MILLI)).isZero();
    }

    @Test
    void aTableThatIsFullUnderestimates() {
        for (int i = 0; i < 20_000; i++) {
            meter.sample(i * 10L, i * MILLI);
        }
        assertThat(meter.lag(0, 200_000, 20_000 * MILLI)).isBetween(8_000 * MILLI, 20_000 * MILLI);
        assertThat(meter.lag(199_900, 200_000, 20_000 * MILLI)).isBetween(8 * MILLI, 12 * MILLI);
    }

    @Test
    void theGuestIsSlowedInProportion() {
        pacer.lockstep(100 * MILLI, 0);
        assertThat(pacer.pace()).isFalse();
        // Half way from the allowed lag to the standstill: held for as long as it runs.
        assertThat(delay(250 * MILLI)).isBetween(MILLI / 2, 4 * MILLI);
        pacer.free();
        assertThat(pacer.pace()).isFalse();
    }

    @Test
    void aGuestThatIsFarAheadStandsStill() throws InterruptedException {
        pacer.lockstep(400 * MILLI, 0);
        Thread guest = new Thread(pacer::pace);
        guest.start();
        guest.join(50);
        assertThat(guest.isAlive()).isTrue();
        pacer.lockstep(120 * MILLI, 0);
        guest.join(10_000);
        assertThat(guest.isAlive()).isFalse();
    }

    @Test
    void aFullChannelStopsTheGuest() throws InterruptedException {
        pacer.lockstep(0, ChannelPacer.WINDOW + 1);
        Thread guest = new Thread(pacer::pace);
        guest.start();
        guest.join(50);
        assertThat(guest.isAlive()).isTrue();
        pacer.lockstep(0, ChannelPacer.WINDOW);
        guest.join(10_000);
        assertThat(guest.isAlive()).isFalse();
    }

    @Test
    void aBackupThatDoesNotCatchUpIsHelpedAfterAWhile() {
        pacer.joining(Long.MAX_VALUE, 1_000 * MILLI);
        assertThat(pacer.pace()).isFalse();
        pacer.joining(Long.MAX_VALUE, 30_000 * MILLI);
        assertThat(pacer.pace()).isTrue();
    }

    /** For how long a guest that has run for a millisecond is held; the shortest of some, for the machine is busy. */
    private long delay(long lag) {
        pacer.lockstep(lag, 0);
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            Pause.nanos(MILLI);
            shortest = Math.min(shortest, timed());
        }
        return shortest;
    }

    private long timed() {
        long start = System.nanoTime();
        assertThat(pacer.pace()).isTrue();
        return System.nanoTime() - start;
    }
}
