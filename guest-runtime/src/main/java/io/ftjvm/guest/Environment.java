package io.ftjvm.guest;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment of the process as the kernel has it. The JDK's own copy of it is the guest's. */
final class Environment {
    private Environment() {}

    /** Each variable with a zero byte behind it. */
    static byte[] ofKernel() {
        try (FileInputStream in = new FileInputStream("/proc/self/environ")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("no environment: " + e.getMessage(), e);
        }
    }

    /** What {@code System.getenv} answers host code. */
    static Map<String, String> ofHost() {
        byte[][] all = split(ofKernel());
        Map<String, String> map = new HashMap<>();
        for (int i = all.length - 2; i >= 0; i -= 2) {
            map.put(new String(all[i]), new String(all[i + 1]));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Names and values in turn, as {@code ProcessEnvironment.environ} has them. */
    static byte[][] split(byte[] kernel) {
        List<byte[]> all = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < kernel.length; i++) {
            if (kernel[i] == 0) {
                // The first character may be '=' and belongs to the name.
                int equals = start + 1;
                while (equals < i && kernel[equals] != '=') {
                    equals++;
                }
                if (equals < i) {
                    all.add(Arrays.copyOfRange(kernel, start, equals));
                    all.add(Arrays.copyOfRange(kernel, equals + 1, i));
                }
                start = i + 1;
            }
        }
        return all.toArray(new byte[0][]);
    }
}
