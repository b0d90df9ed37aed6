package io.ftjvm.guest;

/** Properties of the host that the guest may ask for: a trap each, or a constant of the image. */
final class Host {
    private static int cpus = 1;
    private static ThreadGroup group;
    private static long boot;

    private Host() {}

    static void start(int availableProcessors) {
        cpus = availableProcessors;
    }

    /** The group of the host's threads, which no guest can come upon: it is in no other group. */
    static ThreadGroup threadGroup() {
        if (group == null) {
            group = Jdk.newRootThreadGroup();
        }
        return group;
    }

    /** The guest's time begins, virtual nanoseconds since the epoch. */
    static void booted(long time) {
        boot = time;
    }

    /** When the guest's time began, nanoseconds since the epoch. Any thread, once the guest has started. */
    static long bootNanos() {
        return boot;
    }

    /** When the guest's time began, milliseconds since the epoch. */
    static long bootMillis() {
        return boot / 1_000_000;
    }

    /** How long the guest has been there, virtual milliseconds. */
    static long uptimeMillis() {
        return (VirtualClock.read() - boot) / 1_000_000;
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
