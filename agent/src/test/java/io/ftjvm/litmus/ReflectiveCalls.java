package io.ftjvm.litmus;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** Clocks, hashes, monitors, waits and sleeps reached by reflection, method handles and method references. */
public final class ReflectiveCalls {
    private int count;

    private synchronized void locked() {
        int before = count;
        Crew.work(500);
        count = before + 1;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Method nanoTime = System.class.getMethod("nanoTime");
        MethodHandle millis = lookup.findStatic(System.class, "currentTimeMillis", MethodType.methodType(long.class));
        LongSupplier reference = System::nanoTime;
        long before = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            long reflected = (long) nanoTime.invoke(null);
            Check.that(reflected >= before, "one clock, however it is read");
            before = reference.getAsLong();
            Check.that(before >= reflected, "one clock, however it is read");
        }
        System.out.println(before + " " + (long) millis.invokeExact());

        ToIntFunction<Object> hash = System::identityHashCode;
        MethodHandle hashCode = lookup.findVirtual(Object.class, "hashCode", MethodType.methodType(int.class));
        Object object = new Object();
        System.out.println(hash.applyAsInt(object));
        Check.equal(object.hashCode(), (int) hashCode.invokeExact(object), "one hash code, however it is read");
        MethodHandle random = lookup.findStatic(Math.class, "random", MethodType.methodType(double.class));
        System.out.println((double) random.invokeExact());

        blocking();
        ReflectiveCalls shared = new ReflectiveCalls();
        Method locked = ReflectiveCalls.class.getDeclaredMethod("locked");
        StringBuffer order = new StringBuffer();
        Crew.run(3, number -> {
            Method wait = Object.class.getMethod("wait", long.class);
            for (int i = 0; i < 50; i++) {
                locked.invoke(shared);
                if (i % 10 == number) {
                    synchronized (shared) {
                        wait.invoke(shared, 1L);
                    }
                }
                order.append(number);
            }
        });
        Check.equal(150, shared.count, "count under a monitor");
        System.out.println(order);
    }

    private static void blocking() throws Exception {
        Method sleep = Thread.class.getMethod("sleep", long.class);
        Method wait = Object.class.getMethod("wait");
        Method notify = Object.class.getMethod("notify");
        Method yield = Thread.class.getMethod("yield");
        Method join = Thread.class.getMethod("join");
        Object lock = new Object();
        long start = System.nanoTime();
        sleep.invoke(null, 10L);
        Check.lasted(10, start, "a reflective sleep");
        Thread waiter = Crew.start("waiter", () -> {
            synchronized (lock) {
                wait.invoke(lock);
            }
            InvocationTargetException e =
                    Check.thrown(InvocationTargetException.class, () -> sleep.invoke(null, 60_000L));
            Check.equal(InterruptedException.class, e.getCause().getClass(), "cause");
        });
        Crew.await(waiter, Thread.State.WAITING);
        synchronized (lock) {
            notify.invoke(lock);
        }
        yield.invoke(null);
        Crew.await(waiter, Thread.State.TIMED_WAITING);
        Thread.class.getMethod("interrupt").invoke(waiter);
        join.invoke(waiter);
        Method start0 = Thread.class.getMethod("start");
        Thread started = new Thread(() -> System.out.println("started by reflection"));
        start0.invoke(started);
        started.join();
    }
}
