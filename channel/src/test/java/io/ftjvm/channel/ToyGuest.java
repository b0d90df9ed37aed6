package io.ftjvm.channel;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Lockstep;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.Port;
import io.ftjvm.guest.Traps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A guest in a loop: deterministic but for its port. It polls, reads the clock, traps, prints what it has seen, now and then
 * goes idle, and remembers everything that happened to it.
 */
final class ToyGuest {
    static final byte[] STOP = "stop".getBytes(StandardCharsets.US_ASCII);

    final List<String> history = new ArrayList<>();
    long now;
    boolean stopped;

    /** Bytes printed. */
    int printed;

    /** Does something else than usual at this step: for provoking a divergence. */
    int oddStep = -1;

    Runnable odd = () -> {};

    static void reset() {
        Lockstep.ordinal = 0;
        Lockstep.count = 0;
        Lockstep.digest = 0xcbf29ce484222325L;
    }

    /** Runs until it is told to stop by an interrupt, at most {@code steps} steps; exits with status 3. */
    void run(int steps) {
        for (int step = 0; step < steps && !stopped; step++) {
            if (step == oddStep) {
                odd.run();
            }
            step(step);
        }
        if (oddStep == steps) {
            odd.run();
        }
        Port.current().exit(3);
    }

    void step(int step) {
        Lockstep.count += 10 + step % 7;
        poll(Port.POLL, 0);
        if (step % 5 == 0) {
            poll(Port.CLOCK_READ, 0);
        }
        if (step % 3 == 0) {
            trap("argument " + step);
        }
        if (step % 4 == 0) {
            print("step " + step + " at " + now + "\n");
        }
        if (step % 50 == 49) {
            poll(Port.IDLE, now + 200_000);
        }
    }

    void poll(int mode, long deadline) {
        Lockstep.ordinal++;
        int m = mode;
        Port p = Port.current();
        while (p.next(m, deadline)) {
            Lockstep.mix(((long) p.kind << 56) ^ p.id);
            Lockstep.mix(Arrays.hashCode(p.data));
            history.add(p.kind + " " + p.id + " " + new String(p.data, StandardCharsets.UTF_8));
            if (p.kind == Interrupts.CLOCK) {
                now = p.id;
            } else if (p.kind == Interrupts.STDIN) {
                stopped |= Arrays.equals(p.data, STOP);
            }
            m = Port.POLL;
            if (mode == Port.CLOCK_READ) {
                m = mode;
            }
            p = Port.current();
        }
    }

    void trap(String argument) {
        byte[] arguments = argument.getBytes(StandardCharsets.UTF_8);
        byte[] result = Port.current().trap(Traps.ENTROPY, arguments, () -> Long.toString(System.nanoTime())
                .getBytes(StandardCharsets.UTF_8));
        Lockstep.mix(Arrays.hashCode(result));
        history.add("trap " + new String(result, StandardCharsets.UTF_8));
    }

    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Lockstep.mix(Arrays.hashCode(bytes));
        printed += bytes.length;
        Port.current().output(Outputs.STDOUT, 0, bytes, 0, bytes.length);
    }
}
