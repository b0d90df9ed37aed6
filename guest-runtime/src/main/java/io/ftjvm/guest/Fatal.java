package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Ends of the process where the runtime itself cannot go on. */
final class Fatal {
    private static final int STATUS = 88;

    private static final byte[] OVERFLOW =
            ("ftjvm: the stack overflowed inside the runtime, which has been left in the middle of something; start every"
                            + " side with a larger -Xss\n")
                    .getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] NO_CARRIER =
            ("ftjvm: the system refuses one more thread, which a virtual thread needs because those before it are pinned;"
                            + " raise its limit on threads (ulimit -u, pids.max) or the memory it has for them\n")
                    .getBytes(StandardCharsets.ISO_8859_1);

    /** Whether there was no room even to end the process. Token holder. */
    static boolean pending;

    private Fatal() {}

    /** Makes the class ready: where it is needed there is no room to load it. */
    static void start() {}

    /** A StackOverflowError has struck the runtime. Does not return; where there is no room for it, throws another. */
    static void stackOverflow() {
        pending = true;
        end(OVERFLOW);
    }

    /** There is no thread to mount a virtual thread on that has the token. Does not return. */
    static void noCarrier() {
        end(NO_CARRIER);
    }

    private static void end(byte[] why) {
        try {
            Jdk.writeBytes(new FileOutputStream(FileDescriptor.err), why, 0, why.length, false);
        } catch (IOException e) {
            // Nobody reads it.
        } finally {
            Jdk.halt0(STATUS);
        }
    }
}
