package io.ftjvm.guest;

/** The entropy device. */
final class Entropy {
    private static final byte[] NONE = new byte[0];

    private Entropy() {}

    /** {@code length} random bytes; a guest's are logged. */
    static byte[] take(int length) {
        return Scheduler.current() == null ? ofHost(length) : Hypercall.trap(Traps.ENTROPY, NONE, new Draw(length));
    }

    /** {@code length} random bytes from the host, not logged. */
    static byte[] ofHost(int length) {
        return new Draw(length).run();
    }

    static void fill(byte[] b) {
        byte[] r = take(b.length);
        System.arraycopy(r, 0, b, 0, b.length);
    }

    /** Reads the host's own generator. */
    private static final class Draw implements Port.TrapBody {
        private final int length;

        Draw(int length) {
            this.length = length;
        }

        @Override
        public byte[] run() {
            byte[] b = new byte[length];
            try (java.io.FileInputStream in = new java.io.FileInputStream("/dev/urandom")) {
                int n = 0;
                while (n < length) {
                    n += in.read(b, n, length - n);
                }
            } catch (java.io.IOException e) {
                throw new IllegalStateException("no entropy: " + e.getMessage(), e);
            }
            return b;
        }
    }
}
