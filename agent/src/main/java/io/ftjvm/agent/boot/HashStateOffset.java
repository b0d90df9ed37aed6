package io.ftjvm.agent.boot;

import java.lang.reflect.Method;

/**
 * Finds where HotSpot keeps the identity-hash state in its JavaThread: four ints, three of which are constants in a thread
 * that has not hashed anything yet ({@code Thread::_hashStateX} in thread.cpp).
 */
final class HashStateOffset {
    /** No JavaThread of a supported release is smaller. */
    private static final int SEARCHED = 1400;

    private static final int W = 273326509;
    private static final int Y = 842502087;
    private static final int Z = 0x8767;

    private HashStateOffset() {}

    /** The offset, in bytes from the address in {@code Thread.eetop}. */
    static int find() {
        int first = findOnce();
        if (first < 0 || findOnce() != first) {
            throw new StartException("this JVM keeps its identity hash state where it cannot be found: JDK "
                    + System.getProperty("java.vm.version") + " of " + System.getProperty("java.vm.vendor"));
        }
        return first;
    }

    private static int findOnce() {
        int[] found = {-1};
        Thread t = new Thread("ftjvm-hash") {
            @Override
            public void run() {
                found[0] = search(this);
            }
        };
        t.start();
        for (; ; ) {
            try {
                t.join();
                return found[0];
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    private static int search(Thread fresh) {
        try {
            Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
            Object unsafe = open(type.getDeclaredMethod("getUnsafe")).invoke(null);
            Method getInt = open(type.getDeclaredMethod("getInt", long.class));
            Method getLong = open(type.getDeclaredMethod("getLong", Object.class, long.class));
            Method offset = open(type.getDeclaredMethod("objectFieldOffset", Class.class, String.class));
            long base = (Long) getLong.invoke(unsafe, fresh, offset.invoke(unsafe, Thread.class, "eetop"));
            for (int i = 0; i + 16 <= SEARCHED; i += 4) {
                if ((Integer) getInt.invoke(unsafe, base + i) == W
                        && (Integer) getInt.invoke(unsafe, base + i + 8) == Y
                        && (Integer) getInt.invoke(unsafe, base + i + 12) == Z) {
                    return i;
                }
            }
            return -1;
        } catch (ReflectiveOperationException e) {
            throw new StartException("this JDK hides its memory: " + e, e);
        }
    }

    private static Method open(Method m) {
        m.setAccessible(true);
        return m;
    }
}
