package io.ftjvm.litmus.memory;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipFile;

/**
 * Objects of the JDK's that are dropped without being closed, of which its cleaner or finalizers would end threads, and
 * direct buffers beyond what there is room for. Wants a small {@code -XX:MaxDirectMemorySize}. Arguments: a zip file, which is
 * opened again and again.
 */
public final class Dropped {
    private static final int EACH = 5;
    private static final int ROUNDS = 30;
    private static final int BUFFER = 1 << 20;

    private static final ThreadLocal<byte[]> LOCAL = new ThreadLocal<>();

    private static int ran;

    private static synchronized void run() {
        ran++;
    }

    private static Thread daemon(Runnable task) {
        Thread t = new Thread(task);
        t.setDaemon(true);
        return t;
    }

    private static void use() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(2 * EACH);
        for (int i = 0; i < EACH; i++) {
            ExecutorService executor = Executors.newSingleThreadExecutor(Dropped::daemon);
            executor.execute(() -> {
                run();
                all.countDown();
            });
            new Timer("timer", true)
                    .schedule(
                            new TimerTask() {
                                @Override
                                public void run() {
                                    Dropped.run();
                                    all.countDown();
                                }
                            },
                            1);
        }
        all.await();
        Timer cancelled = new Timer("cancelled", true);
        cancelled.cancel();
        ExecutorService shut = Executors.newSingleThreadExecutor();
        shut.shutdown();
    }

    /** Values of threads that have ended go with them. */
    private static int locals() throws InterruptedException {
        List<WeakReference<byte[]>> values = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Thread t = new Thread(() -> {
                byte[] value = new byte[1000];
                LOCAL.set(value);
                synchronized (values) {
                    values.add(new WeakReference<>(value));
                }
            });
            t.start();
            t.join();
        }
        System.gc();
        int left = 0;
        for (WeakReference<byte[]> value : values) {
            left += value.get() == null ? 0 : 1;
        }
        return left;
    }

    /** Whether it is still open, and need not be read again, is not to show. */
    private static int entries(String zip) throws IOException {
        return new ZipFile(zip).size();
    }

    @SuppressWarnings("removal")
    public static void main(String[] args) throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 10 == 0) {
                use();
            }
            long sum = 0;
            for (int i = 0; i < 20; i++) {
                sum += ByteBuffer.allocateDirect(BUFFER).capacity();
            }
            sum += entries(args[0]);
            if (round % 7 == 0) {
                System.gc();
                Runtime.getRuntime().runFinalization();
            }
            Thread.sleep(2);
            System.out.println(round + ": " + sum + " " + ran + " " + Thread.activeCount());
        }
        System.out.println("left by dead threads: " + locals());
    }
}
