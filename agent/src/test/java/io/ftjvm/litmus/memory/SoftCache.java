package io.ftjvm.litmus.memory;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/** Fills the heap several times over through soft references: which are cleared, and when, is the collector's decision. */
public final class SoftCache {
    private static final int SIZE = 200_000;

    public static void main(String[] args) {
        List<SoftReference<byte[]>> cache = new ArrayList<>();
        long n = 3 * Runtime.getRuntime().maxMemory() / SIZE;
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < n; i++) {
            cache.add(new SoftReference<>(new byte[SIZE]));
            if (i % 16 == 0 && cache.get(i / 2).get() == null) {
                seen.append(i).append(' ');
            }
        }
        System.out.println(seen);
        StringBuilder bits = new StringBuilder();
        for (SoftReference<byte[]> r : cache) {
            bits.append(r.get() == null ? '0' : '1');
        }
        if (bits.indexOf("0") < 0) {
            throw new IllegalStateException("no soft reference has been cleared");
        }
        System.out.println(bits);
    }
}
