package io.ftjvm.guest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;

/** Path names as the kernel takes them: bytes in native memory, with a zero at the end. */
final class CString {
    /** Longer than any path the kernel takes. */
    private static final int LIMIT = 1 << 16;

    private static Charset encoding = StandardCharsets.UTF_8;

    private CString() {}

    /** Called at boot: {@code name} is what the JDK's own natives encode path names in. */
    static void start(String name) {
        if (name != null && Charset.isSupported(name)) {
            encoding = Charset.forName(name);
        }
    }

    static byte[] encode(String s) {
        return s.getBytes(encoding);
    }

    static String decode(byte[] b) {
        return new String(b, encoding);
    }

    /** The bytes at {@code address}, without the zero. */
    static byte[] at(long address) {
        Unsafe u = Unsafe.getUnsafe();
        int n = 0;
        while (n < LIMIT && u.getByte(address + n) != 0) {
            n++;
        }
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) {
            b[i] = u.getByte(address + i);
        }
        return b;
    }

    /** A copy in native memory, to {@link #free}. */
    static long of(byte[] b) {
        Unsafe u = Unsafe.getUnsafe();
        long address = u.allocateMemory(b.length + 1L);
        for (int i = 0; i < b.length; i++) {
            u.putByte(address + i, b[i]);
        }
        u.putByte(address + b.length, (byte) 0);
        return address;
    }

    static void free(long address) {
        Unsafe.getUnsafe().freeMemory(address);
    }
}
