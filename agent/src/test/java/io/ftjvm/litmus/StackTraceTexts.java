package io.ftjvm.litmus;

import java.io.FileInputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints stack traces of exceptions that come from native methods, from rewritten code and from deep in the JDK, and those
 * of other threads. A plain JVM prints the same.
 */
public final class StackTraceTexts {
    private static final Object LOCK = new Object();

    public static void main(String[] args) throws Throwable {
        interrupted("sleep", () -> Thread.sleep(60_000));
        interrupted("sleep with nanos", () -> Thread.sleep(60_000, 5));
        interrupted("wait", StackTraceTexts::waits);
        interrupted("wait with a time", () -> {
            synchronized (LOCK) {
                LOCK.wait(60_000);
            }
        });
        interrupted("wait with nanos", () -> {
            synchronized (LOCK) {
                LOCK.wait(60_000, 1);
            }
        });
        interrupted("join", Thread.currentThread()::join);
        interrupted("take", () -> new ArrayBlockingQueue<String>(1).take());
        interrupted("acquire", () -> new Semaphore(0).acquire());
        thrown("not owner", () -> LOCK.notify());
        thrown("not owner", () -> LOCK.notifyAll());
        thrown("not owner", () -> LOCK.wait());
        thrown("negative sleep", () -> Thread.sleep(-1));
        thrown("negative wait", () -> LOCK.wait(-1));
        thrown("no such class", () -> Class.forName("no.such.Class"));
        thrown("initialiser", () -> Class.forName(Failing.class.getName()));
        thrown("initialiser again", () -> new Failing());
        thrown("class loader", () -> Class.forName("some.Class", true, new Loader()));
        thrown("no such file", () -> new FileInputStream("no such file"));
        thrown("no such file", () -> new RandomAccessFile("no such file", "r"));
        thrown("no such file", () -> Files.readAllBytes(Path.of("no such file")));
        thrown("reflective", () -> StackTraceTexts.class.getMethod("fails").invoke(null));
        thrown("reflective, often", StackTraceTexts::failsOften);
        thrown(
                "reflective native",
                () -> Thread.class.getMethod("sleep", long.class).invoke(null, -1L));
        thrown("synchronized", () -> new StackTraceTexts().locked(null));
        thrown("synchronized block", () -> block(null));
        thrown("null monitor", () -> {
            Object none = args.length > 0 ? LOCK : null;
            synchronized (none) {
                System.out.println("never");
            }
        });
        thrown("lambda", () -> List.of("a", "b").forEach(s -> Integer.parseInt(s)));
        thrown("future", () -> CompletableFuture.supplyAsync(() -> 1 / Integer.parseInt("0"), Runnable::run)
                .join());
        Thread dying = new Thread(StackTraceTexts::fails, "dying");
        dying.setUncaughtExceptionHandler((t, e) -> print("uncaught in " + t.getName(), e));
        dying.start();
        dying.join();
        ofThreads();
    }

    public static void fails() {
        throw new IllegalStateException("fails", new IllegalArgumentException("cause"));
    }

    /** After many calls the JDK may have another way to make a reflective one. */
    private static void failsOften() throws Exception {
        Method fails = StackTraceTexts.class.getMethod("fails");
        for (int i = 0; i < 40; i++) {
            Check.thrown(InvocationTargetException.class, () -> fails.invoke(null));
        }
        fails.invoke(null);
    }

    private static void waits() throws InterruptedException {
        synchronized (LOCK) {
            LOCK.wait();
        }
    }

    private synchronized int locked(String s) {
        int before = 1;
        return before + s.length();
    }

    private static int block(int[] array) {
        synchronized (LOCK) {
            synchronized (StackTraceTexts.class) {
                return array[2];
            }
        }
    }

    private static void interrupted(String title, Check.Body body) {
        Thread.currentThread().interrupt();
        thrown(title, body);
    }

    private static void thrown(String title, Check.Body body) {
        print(title, Check.thrown(Throwable.class, body));
    }

    private static void print(String title, Throwable t) {
        StringWriter text = new StringWriter();
        t.printStackTrace(new PrintWriter(text));
        System.out.println(title + ": " + text);
    }

    private static void ofThreads() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch latch = new CountDownLatch(1);
        TreeMap<String, Thread> threads = new TreeMap<>();
        add(threads, "sleeping", Thread.State.TIMED_WAITING, () -> Thread.sleep(60_000));
        add(threads, "waiting", Thread.State.WAITING, StackTraceTexts::waits);
        add(threads, "parked", Thread.State.WAITING, () -> {
            LockSupport.park("blocker");
            throw new InterruptedException();
        });
        add(threads, "latch", Thread.State.WAITING, latch::await);
        Thread joined = threads.get("latch");
        add(threads, "joining", Thread.State.WAITING, () -> joined.join());
        lock.lock();
        add(threads, "locking", Thread.State.WAITING, lock::lockInterruptibly);
        synchronized (LOCK) {
            holdClass(threads);
            add(threads, "entering", Thread.State.BLOCKED, () -> {
                synchronized (LOCK) {
                    throw new InterruptedException();
                }
            });
            add(threads, "entering a method", Thread.State.BLOCKED, () -> lockedMethod());
            for (Thread t : threads.values()) {
                print(t.getName(), t.getStackTrace());
            }
            for (Iterator<Thread> i = threads.values().iterator(); i.hasNext(); ) {
                Thread t = i.next();
                print(t.getName(), Thread.getAllStackTraces().get(t));
            }
        }
        print("own", Thread.currentThread().getStackTrace());
        threads.get("joining").interrupt();
        threads.get("joining").join();
        for (Thread t : threads.values()) {
            t.interrupt();
        }
        for (Thread t : threads.values()) {
            t.join();
        }
    }

    /** Another class's monitor is held by a thread that waits for something else. */
    private static void holdClass(TreeMap<String, Thread> threads) throws InterruptedException {
        add(threads, "holding", Thread.State.TIMED_WAITING, StackTraceTexts::holds);
    }

    private static synchronized void holds() throws InterruptedException {
        int millis = 60_000;
        Thread.sleep(millis);
    }

    private static synchronized void lockedMethod() throws InterruptedException {
        String never = "entered";
        throw new InterruptedException(never);
    }

    private static void add(TreeMap<String, Thread> threads, String name, Thread.State state, Check.Body body)
            throws InterruptedException {
        Thread t = Crew.start(name, () -> Check.thrown(InterruptedException.class, body));
        threads.put(name, t);
        Crew.await(t, state);
    }

    private static void print(String title, StackTraceElement[] trace) {
        System.out.println(title);
        for (StackTraceElement e : trace) {
            String text = e.toString().replaceAll("/0x[0-9a-f]+", "/0x-");
            System.out.println("  " + text + " " + e.getLineNumber() + " " + e.isNativeMethod());
        }
    }

    /** Its initialiser fails. */
    static final class Failing {
        static final int VALUE = Integer.parseInt("not a number");
    }

    /** A class loader that fails. */
    static final class Loader extends ClassLoader {
        @Override
        protected Class<?> findClass(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
