package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.util.Arrays;

/** Device files that a guest may open: /dev/null is the same everywhere, and the generators are the entropy device. */
final class DeviceFiles {
    /** By file descriptor: whether it is one of the generators. */
    private static boolean[] entropy = new boolean[64];

    private DeviceFiles() {}

    static boolean isNull(String path) {
        return path.equals("/dev/null");
    }

    static boolean isEntropy(String path) {
        return path.equals("/dev/urandom") || path.equals("/dev/random");
    }

    /** {@code d} has been opened. */
    static void opened(FileDescriptor d, boolean isEntropy) {
        int fd = Jdk.fd(d);
        if (fd >= entropy.length && isEntropy) {
            entropy = Arrays.copyOf(entropy, Math.max(fd + 1, 2 * entropy.length));
        }
        if (fd >= 0 && fd < entropy.length) {
            entropy[fd] = isEntropy;
        }
    }

    /** Whether what a guest reads from {@code d} is entropy. */
    static boolean isEntropy(FileDescriptor d) {
        int fd = Jdk.fd(d);
        return fd >= 0 && fd < entropy.length && entropy[fd];
    }

    static int read(byte[] b, int off, int len) {
        int n = Math.min(len, 1 << 20);
        System.arraycopy(Entropy.take(n), 0, b, off, n);
        return n;
    }
}
