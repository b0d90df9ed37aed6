package io.ftjvm.litmus;

import java.io.File;
import java.lang.reflect.Field;
import java.util.concurrent.locks.LockSupport;

/**
 * Does what the README says a guest must not: lets an address of raw memory show, which is the host's and in no log.
 * {@code printed} prints it; {@code scheduled} lets it decide which thread runs, and nothing else; {@code later FILE} prints
 * it once FILE is there, and goes on until FILE is gone.
 */
public final class ShownAddress {
    /** Mapped by itself, so that its page is drawn at random. */
    private static final long SIZE = 64 << 20;

    private static final int PAGE_BITS = 12;
    private static final int DRAWN_BITS = 28;

    private static final int LONG_LOOP = 20_000_000;

    private static volatile boolean done;

    private ShownAddress() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "printed":
                System.out.println("address " + address());
                break;
            case "scheduled":
                schedule(address());
                break;
            default:
                waitFor(new File(args[1]), true);
                System.out.println("address " + address());
                waitFor(new File(args[1]), false);
                System.out.println("went on");
                break;
        }
    }

    private static long address() throws ReflectiveOperationException {
        Class<?> c = Class.forName("sun.misc.Unsafe");
        Field f = c.getDeclaredField("theUnsafe");
        f.setAccessible(true);
        return (Long) c.getMethod("allocateMemory", long.class).invoke(f.get(null), SIZE);
    }

    /** Each bit wakes one of two threads, as often as the other way round: only who ran is different. */
    private static void schedule(long address) throws InterruptedException {
        Thread[] threads = {new Thread(ShownAddress::park, "zero"), new Thread(ShownAddress::park, "one")};
        for (Thread t : threads) {
            t.start();
        }
        Thread.sleep(10);
        System.out.println("before");
        for (int bit = 0; bit < DRAWN_BITS; bit++) {
            LockSupport.unpark(threads[(int) (address >>> PAGE_BITS + bit) & 1]);
            Thread.yield();
        }
        int sum = 0;
        for (int i = 0; i < LONG_LOOP; i++) {
            sum = sum * 31 + i;
        }
        System.out.println("sum " + sum);
        done = true;
        for (Thread t : threads) {
            LockSupport.unpark(t);
            t.join();
        }
    }

    private static void park() {
        while (!done) {
            LockSupport.park();
        }
    }

    private static void waitFor(File file, boolean there) throws InterruptedException {
        for (int i = 0; i < 6000 && file.exists() != there; i++) {
            Thread.sleep(10);
        }
    }
}
