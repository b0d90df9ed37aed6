package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** What virtual threads have for themselves: scoped values, thread locals, random numbers; many threads, and often looked at. */
public final class VirtualScopes {
    private static final ThreadLocal<StringBuilder> LOCAL = ThreadLocal.withInitial(StringBuilder::new);
    private static final int THREADS = 60;

    public static void main(String[] args) throws Exception {
        if (Virtual.absent()) {
            return;
        }
        Scope user = new Scope();
        Scope depth = new Scope();
        StringBuffer order = new StringBuffer();
        LongAdder sum = new LongAdder();
        ConcurrentHashMap<Long, Integer> counts = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(Virtual.start(
                    "scope-" + i,
                    () -> user.with(number, () -> {
                        nested(user, depth, number, 0);
                        LOCAL.get().append(number);
                        Thread.sleep(number % 7);
                        long random = ThreadLocalRandom.current().nextLong(100);
                        sum.add(random);
                        counts.merge(random, 1, Integer::sum);
                        Thread.yield();
                        order.append(LOCAL.get().append('/').append(user.get()).append(' '));
                    })));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Check.that(!user.isBound(), "bound outside");
        System.out.println(order);
        System.out.println(sum + " " + counts);
        ExecutorService executor =
                (ExecutorService) Virtual.call(Executors.class, null, "newVirtualThreadPerTaskExecutor");
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            futures.add(executor.submit((Callable<String>) () -> {
                StringBuilder said = new StringBuilder();
                depth.with(number, () -> said.append(depth.get()).append(user.isBound()));
                return said + " ";
            }));
        }
        for (Future<String> future : futures) {
            System.out.print(future.get());
        }
        executor.shutdown();
        System.out.println(executor.isShutdown());
    }

    private static void nested(Scope user, Scope depth, int number, int level) throws Exception {
        Check.equal(number, user.get(), "value of an outer scope");
        if (level == 20) {
            return;
        }
        depth.with(level, () -> {
            if (level % 5 == 0) {
                Thread.yield();
            }
            nested(user, depth, number, level + 1);
            Check.equal(level, depth.get(), "value of this scope");
        });
    }

    /** A {@code ScopedValue}. */
    private static final class Scope {
        private static final Class<?> TYPE = type("java.lang.ScopedValue");
        private static final Class<?> CARRIER = type("java.lang.ScopedValue$Carrier");

        private final Object value = Virtual.call(TYPE, null, "newInstance");

        private static Class<?> type(String name) {
            return Virtual.type(name);
        }

        void with(Object bound, Check.Body body) {
            Object carrier = Virtual.call(TYPE, null, "where", TYPE, value, Object.class, bound);
            Virtual.call(CARRIER, carrier, "run", Runnable.class, (Runnable) () -> {
                try {
                    body.run();
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        Object get() {
            return Virtual.call(TYPE, value, "get");
        }

        boolean isBound() {
            return (Boolean) Virtual.call(TYPE, value, "isBound");
        }
    }
}
