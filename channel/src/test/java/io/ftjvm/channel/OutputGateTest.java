package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.guest.Outputs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutputGateTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> emitted = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> holdTimes = new ArrayList<>();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final OutputGate gate = OutputGate.open(
            (kind, id, data) -> emitted.add(text(data)), new ConsoleTail(), console, console, holdTimes::add);

    @Test
    void unprotectedReleasesAtOnce() {
        submit("a", 10);
        assertThat(emitted).containsExactly("a");
    }

    @Test
    void protectedReleasesInOrderWhatIsAcknowledged() {
        gate.protect();
        submit("a", 10);
        submit("b", 20);
        submit("c", 30);
        assertThat(emitted).isEmpty();
        gate.acknowledged(9, fresh());
        assertThat(emitted).isEmpty();
        gate.acknowledged(20, fresh());
        assertThat(emitted).containsExactly("a", "b");
        gate.acknowledged(30, fresh());
        assertThat(emitted).containsExactly("a", "b", "c");
        assertThat(holdTimes).hasSize(3);
    }

    @Test
    void anAcknowledgementThatOverstaysReleasesNothing() {
        gate.protect();
        submit("a", 10);
        gate.acknowledged(10, System.nanoTime() - 1);
        assertThat(emitted).isEmpty();
        gate.acknowledged(10, fresh());
        assertThat(emitted).containsExactly("a");
    }

    @Test
    void anAcknowledgementThatIsFasterThanTheGuestCounts() {
        gate.protect();
        gate.acknowledged(10, fresh());
        submit("a", 10);
        submit("b", 11);
        assertThat(emitted).containsExactly("a");
    }

    @Test
    void suspendedHoldsEverythingUntilTheArbiterHasSpoken() {
        gate.protect();
        submit("a", 10);
        gate.suspend();
        submit("b", 20);
        gate.acknowledged(20, fresh());
        assertThat(emitted).isEmpty();
        gate.unprotect();
        submit("c", 30);
        assertThat(emitted).containsExactly("a", "b", "c");
    }

    @Test
    void theConsoleIsHeldToo() {
        gate.protect();
        gate.submit(Outputs.STDOUT, 0, bytes("hello"), 10);
        gate.submit(Outputs.STDERR, 0, bytes(" world"), 20);
        assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
        gate.acknowledged(20, fresh());
        gate.awaitDrained();
        assertThat(console.toString(StandardCharsets.UTF_8)).isEqualTo("hello world");
        assertThat(gate.console().written(Outputs.STDOUT)).isEqualTo(5);
        assertThat(gate.console().written(Outputs.STDERR)).isEqualTo(6);
    }

    @Test
    void aGuestThatPrintsFasterThanItIsReleasedWaits() {
        gate.protect();
        byte[] large = new byte[(int) (OutputGate.MAX_HELD / 2)];
        Thread guest = new Thread(() -> {
            for (int i = 1; i <= 4; i++) {
                gate.submit(Outputs.NET_WRITE, 1, large, i);
            }
        });
        guest.start();
        Awaitility.await().until(() -> guest.getState() == Thread.State.WAITING);
        assertThat(emitted).isEmpty();
        gate.acknowledged(4, fresh());
        gate.unprotect();
        Awaitility.await().until(() -> emitted.size() == 4);
    }

    @Test
    void whatThePrimaryHadNotPrintedIsPrintedByItsSuccessor() {
        ConsoleTail tail = new ConsoleTail();
        byte[] first = bytes("printed already, ");
        byte[] second = bytes("not yet");
        tail.output(Outputs.STDOUT, 0, first, 0, first.length);
        tail.released(Outputs.STDOUT, first.length);
        tail.output(Outputs.STDOUT, 0, second, 0, second.length);
        tail.emitUnreleased((kind, id, data) -> emitted.add(kind + text(data)));
        assertThat(emitted).containsExactly(Outputs.STDOUT + "not yet");
        assertThat(tail.released(Outputs.STDOUT)).isEqualTo(first.length);
    }

    @Test
    void theTailIsBounded() {
        ConsoleTail tail = new ConsoleTail();
        byte[] line = new byte[1000];
        for (int i = 0; i < 3000; i++) {
            java.util.Arrays.fill(line, (byte) i);
            tail.output(Outputs.STDOUT, 0, line, 0, line.length);
        }
        List<byte[]> rest = new ArrayList<>();
        tail.emitUnreleased((kind, id, data) -> rest.add(data));
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0)).hasSize(ConsoleTail.MAX);
        for (int i = 0; i < ConsoleTail.MAX; i++) {
            long position = 3_000_000L - ConsoleTail.MAX + i;
            assertThat(rest.get(0)[i]).isEqualTo((byte) (position / 1000));
        }
    }

    private static long fresh() {
        return System.nanoTime() + SECOND;
    }

    private void submit(String text, long logOffset) {
        gate.submit(Outputs.NET_WRITE, 1, bytes(text), logOffset);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }
}
