package io.ftjvm.guest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * What the host tells the guest once: time, seed, process, time zone, environment and system properties of the primary.
 *
 * <pre>
 *    8  time, nanoseconds since the epoch
 *    8  seed
 *    8  process id
 *    8  when the process started
 *       strings, each with a length of 4 bytes in front, -1 for null:
 *       time zone, its offset, environment as the kernel has it, then properties, name and value in turn
 * </pre>
 */
final class BootFacts {
    private static final int HEAD = 32;

    /** The host's part of an answer, or null. */
    private static byte[] gathered;

    final long time;
    final long seed;
    final long pid;
    final long processStart;
    final String timeZone;
    final String timeZoneOffset;
    final byte[] environment;
    final String[] properties;

    /** Decodes an answer. */
    BootFacts(byte[] answer) {
        time = longAt(answer, 0);
        seed = longAt(answer, 8);
        pid = longAt(answer, 16);
        processStart = longAt(answer, 24);
        List<byte[]> strings = new ArrayList<>();
        for (int at = HEAD; at < answer.length; ) {
            int length = (int) longAt(answer, at - 4);
            at += 4;
            if (length > answer.length - at) {
                throw new IllegalArgumentException("the boot trap's answer is cut off");
            }
            strings.add(length < 0 ? null : Arrays.copyOfRange(answer, at, at + length));
            at += Math.max(length, 0);
        }
        timeZone = text(strings.get(0));
        timeZoneOffset = text(strings.get(1));
        environment = strings.get(2);
        properties = new String[strings.size() - 3];
        for (int i = 0; i < properties.length; i++) {
            properties[i] = text(strings.get(i + 3));
        }
    }

    /**
     * Asks this host. Whoever records and whoever replays does: the classes of the JDK that are initialised on the way must
     * not tell them apart.
     */
    static void gather() {
        Properties system = System.getProperties();
        String[] names = system.stringPropertyNames().toArray(new String[0]);
        Arrays.sort(names);
        byte[][] strings = new byte[3 + 2 * names.length][];
        strings[0] = bytes(Jdk.systemTimeZone(System.getProperty("java.home")));
        strings[1] = bytes(Jdk.systemTimeZoneOffset());
        strings[2] = Environment.ofKernel();
        for (int i = 0; i < names.length; i++) {
            strings[3 + 2 * i] = bytes(names[i]);
            strings[4 + 2 * i] = bytes(system.getProperty(names[i]));
        }
        int size = HEAD;
        for (byte[] s : strings) {
            size += 4 + (s == null ? 0 : s.length);
        }
        byte[] all = new byte[size];
        long pid = Jdk.realProcess().pid();
        putLong(all, 16, pid, 8);
        putLong(all, 24, Jdk.processStart(pid), 8);
        int at = HEAD;
        for (byte[] s : strings) {
            putLong(all, at, s == null ? -1 : s.length, 4);
            at += 4;
            if (s != null) {
                System.arraycopy(s, 0, all, at, s.length);
                at += s.length;
            }
        }
        gathered = all;
    }

    /**
     * Completes an answer. The seed does not come from SecureRandom: the JDK's security providers would be initialised by
     * the host on one side, and by the guest on the other.
     */
    static byte[] answer(long nanosSinceEpoch) {
        byte[] b = gathered.clone();
        putLong(b, 0, nanosSinceEpoch, 8);
        System.arraycopy(Entropy.ofHost(8), 0, b, 8, 8);
        return b;
    }

    private static byte[] bytes(String s) {
        return s == null ? null : s.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] b) {
        return b == null ? null : new String(b, StandardCharsets.UTF_8);
    }

    private static void putLong(byte[] to, int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            to[at + i] = (byte) (value >>> (8 * (bytes - 1 - i)));
        }
    }

    private static long longAt(byte[] b, int at) {
        long v = 0;
        for (int i = at; i < at + 8; i++) {
            v = v << 8 | b[i] & 0xff;
        }
        return v;
    }
}
