package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    private static final byte[] NOT_REWRITTEN =
            (": this class was loaded so near the end of the stack that it could not be rewritten; start every side with a"
                            + " larger -Xss\n")
                    .getBytes(StandardCharsets.ISO_8859_1);

    /** Whether there was no room even to end the process after {@link #stackOverflow}. Token holder. */
    static boolean pending;

    /** A class that has not been rewritten, if there was no room to say so; otherwise null. Token holder. */
    static Class<?> missed;

    private Fatal() {}

    private static FileOutputStream err;

    /** Makes ready what it takes: where it is needed there is no room to load or initialise a class. */
    static void start() {
        err = new FileOutputStream(FileDescriptor.err);
        try {
            Class.forName("java.lang.Shutdown", true, null);
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage());
        }
    }

    /** A StackOverflowError has struck the runtime. Does not return; where there is no room for it, throws another. */
    static void stackOverflow() {
        pending = true;
        end(OVERFLOW);
    }

    /** The JVM has loaded a class without showing it to the transformer. The same. */
    static void notRewritten(String name) {
        end(withName(name));
    }

    /** A class cannot be rewritten, for {@code reason}. Does not return. */
    static void failed(String reason) {
        end("ftjvm: ".concat(reason).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    /** There should be more room by now. The same. */
    static void again() {
        if (missed != null) {
            notRewritten(missed.getName());
        }
        end(OVERFLOW);
    }

    private static byte[] withName(String name) {
        byte[] start = "ftjvm: ".concat(name).getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + NOT_REWRITTEN.length);
        System.arraycopy(NOT_REWRITTEN, 0, whole, start.length, NOT_REWRITTEN.length);
        return whole;
    }

    /** There is no thread to mount a virtual thread on that has the token. Does not return. */
    static void noCarrier() {
        end(NO_CARRIER);
    }

    private static void end(byte[] why) {
        try {
            Jdk.writeBytes(err, why, 0, why.length, false);
        } catch (IOException e) {
            // Nobody reads it.
        } finally {
            Jdk.halt0(STATUS);
        }
    }
}
