package io.ftjvm.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TokenEngineTest {
    /**
     * Whoever is on the way into a wait, its monitor still held, may not see the token before it waits: it would run on
     * with the giver stuck at that monitor.
     */
    @Test
    @Timeout(60)
    void theTokenIsNotThereBeforeItsReceiverWaits() throws InterruptedException {
        Object monitor = new Object();
        GuestThread receiver = new GuestThread(1, Thread.currentThread());
        receiver.parkedIn = monitor;
        Thread giver = new Thread(() -> new TokenEngine().give(receiver));
        synchronized (monitor) {
            giver.start();
            await().until(() -> giver.getState() == Thread.State.BLOCKED);
            assertThat(receiver.token).isFalse();
            while (!receiver.token) {
                monitor.wait();
            }
        }
        giver.join();
    }
}
