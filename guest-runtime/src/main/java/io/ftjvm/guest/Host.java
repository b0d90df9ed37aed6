package io.ftjvm.guest;

import java.util.Properties;

/** Properties of the host that the guest may ask for: a trap each, or a constant of the image. */
final class Host {
    private static int cpus = 1;
    private static ThreadGroup group;
    private static BootFacts facts;
    private static ProcessHandle process;

    private Host() {}

    static void start(int availableProcessors) {
        cpus = availableProcessors;
    }

    /** What the primary's host told the guest at boot is true from here on. */
    static void start(BootFacts told) {
        facts = told;
        process = Jdk.newProcessHandle(told.pid, told.processStart);
        Jdk.defaultTimeZone(null);
        Properties properties = new Properties();
        for (int i = 0; i < told.properties.length; i += 2) {
            properties.setProperty(told.properties[i], told.properties[i + 1]);
        }
        System.setProperties(properties);
    }

    /** The guest's process. */
    static ProcessHandle process() {
        return process;
    }

    /** Names and values of the guest's environment in turn. */
    static byte[][] environment() {
        return Environment.split(facts == null ? Environment.ofKernel() : facts.environment);
    }

    /** The platform's name for the guest's time zone; may be null. */
    static String timeZone(String javaHome) {
        return facts == null ? Jdk.systemTimeZone(javaHome) : facts.timeZone;
    }

    /** The same as an offset, for a zone without a name. */
    static String timeZoneOffset() {
        return facts == null ? Jdk.systemTimeZoneOffset() : facts.timeZoneOffset;
    }

    /** The group of the host's threads, which no guest can come upon: it is in no other group. */
    static ThreadGroup threadGroup() {
        if (group == null) {
            group = Jdk.newRootThreadGroup();
        }
        return group;
    }

    static int availableProcessors() {
        return cpus;
    }

    /** {@code Runtime.freeMemory}, {@code totalMemory}, {@code maxMemory} by name. */
    static long memory(String which) {
        byte[] r = Hypercall.trap(Traps.HOST, ascii(which), new Memory(which));
        long v = 0;
        for (byte b : r) {
            v = v << 8 | b & 0xff;
        }
        return v;
    }

    private static byte[] ascii(String s) {
        byte[] b = new byte[s.length()];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) s.charAt(i);
        }
        return b;
    }

    /** Asks the real JVM. */
    private static final class Memory implements Port.TrapBody {
        private final String which;

        Memory(String which) {
            this.which = which;
        }

        @Override
        public byte[] run() {
            Runtime r = Runtime.getRuntime();
            long v = which.equals("free") ? r.freeMemory() : which.equals("total") ? r.totalMemory() : r.maxMemory();
            byte[] b = new byte[8];
            for (int i = 0; i < 8; i++) {
                b[i] = (byte) (v >>> (56 - 8 * i));
            }
            return b;
        }
    }
}
