package io.ftjvm.guest.net;

import io.ftjvm.guest.Scheduler;
import io.ftjvm.guest.WaitQueue;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ShutdownChannelGroupException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.internal.misc.InnocuousThread;

/**
 * A group of asynchronous channels, and the threads that complete their operations: as in the JDK those of the guest's
 * pool, and, unless that is a fixed one, a thread of the group's own that only passes things on. Guest threads.
 */
final class AsyncGroup extends AsynchronousChannelGroup {
    /** How deep a handler that starts an operation may call the next handler; as in the JDK. */
    private static final int MOST_NESTED = 16;

    private static final ThreadLocal<Worker> WORKER = new ThreadLocal<>();

    private final ExecutorService executor;
    private final boolean fixed;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Daemons.INSTANCE);

    private final Set<Member> members = new LinkedHashSet<>();
    private final ArrayDeque<Member> ready = new ArrayDeque<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    /** Workers without work. */
    private final WaitQueue idle = new WaitQueue();

    private boolean shutdown;
    private boolean stopped;

    /** A channel of the group. */
    interface Member extends Watcher {
        /** Completes what can be completed. */
        void advance();

        /** Whether it waits for a worker; changed by the group only. */
        boolean isListed();

        void setListed(boolean listed);

        void close() throws java.io.IOException;
    }

    private AsyncGroup(ExecutorService executor, boolean fixed, int workers) {
        super(AsyncProvider.INSTANCE);
        this.executor = executor;
        this.fixed = fixed;
        timer.setRemoveOnCancelPolicy(true);
        if (!fixed) {
            Daemons.INSTANCE.newThread(new Worker(this, false)).start();
        }
        for (int i = 0; i < workers; i++) {
            startWorker();
        }
    }

    static AsyncGroup fixed(int threads, ThreadFactory factory) {
        if (threads <= 0) {
            throw new IllegalArgumentException("'nThreads' must be > 0");
        }
        return new AsyncGroup(Executors.newFixedThreadPool(threads, factory), true, threads);
    }

    /** As the JDK does, a pool without a limit gets as many workers as there are processors. */
    static AsyncGroup of(ExecutorService executor, int initialSize) {
        if (executor == null) {
            throw new NullPointerException("'executor' is null");
        }
        boolean unbounded = executor instanceof ThreadPoolExecutor
                && ((ThreadPoolExecutor) executor).getMaximumPoolSize() == Integer.MAX_VALUE;
        int workers = Math.max(0, initialSize);
        if (unbounded) {
            workers = initialSize < 0 ? Runtime.getRuntime().availableProcessors() : 0;
        }
        return new AsyncGroup(executor, false, workers);
    }

    /** For channels that are given no group. */
    static AsyncGroup ofDaemons() {
        return new AsyncGroup(
                Executors.newCachedThreadPool(Daemons.INSTANCE),
                false,
                Runtime.getRuntime().availableProcessors());
    }

    private void startWorker() {
        try {
            executor.execute(new Worker(this, true));
        } catch (RejectedExecutionException e) {
            // The pool is the guest's, and it has shut it down.
            return;
        }
    }

    // Work

    /** {@code m} may have become able to complete something. Host mode or guest mode. */
    void changed(Member m) {
        if (!m.isListed()) {
            m.setListed(true);
            ready.addLast(m);
            idle.wakeOne();
        }
    }

    /** Calls the handler here if this is one of the group's threads, or on one of them. */
    <V, A> void invoke(CompletionHandler<V, ? super A> handler, A attachment, V value, Throwable failure) {
        Worker w = WORKER.get();
        if (w != null && w.group == this && w.depth < MOST_NESTED) {
            w.depth++;
            new Call<>(handler, attachment, value, failure).run();
        } else {
            execute(new Call<>(handler, attachment, value, failure));
        }
    }

    private void execute(Runnable task) {
        if (fixed) {
            tasks.addLast(task);
            idle.wakeOne();
            return;
        }
        try {
            executor.execute(new Bound(this, task));
        } catch (RejectedExecutionException e) {
            throw new ShutdownChannelGroupException();
        }
    }

    /** Null once the group has been terminated. */
    Future<?> schedule(Runnable task, long timeout, TimeUnit unit) {
        return stopped ? null : timer.schedule(task, timeout, unit);
    }

    /** Does what there is to do, for ever; false once the group has been terminated. */
    private boolean step() {
        while (ready.isEmpty() && tasks.isEmpty()) {
            if (stopped) {
                return false;
            }
            Scheduler.block(idle, Long.MAX_VALUE, false);
        }
        Member m = ready.pollFirst();
        if (m != null) {
            m.setListed(false);
            m.advance();
        } else {
            tasks.pollFirst().run();
        }
        return true;
    }

    // Ending

    void add(Member m) {
        members.add(m);
    }

    /** {@code m} has been closed; the last one ends a group that has been shut down. */
    void remove(Member m) {
        members.remove(m);
        if (shutdown && members.isEmpty()) {
            stop();
        }
    }

    private void stop() {
        if (!stopped) {
            stopped = true;
            idle.wakeAll();
            executor.shutdown();
            timer.shutdown();
        }
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public void shutdown() {
        shutdown = true;
        if (members.isEmpty()) {
            stop();
        }
    }

    @Override
    public void shutdownNow() throws java.io.IOException {
        shutdown = true;
        for (Member m : new ArrayList<>(members)) {
            m.close();
        }
        stop();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }

    /** What one thread does. One that a handler's exception ends is replaced. */
    private static final class Worker implements Runnable {
        final AsyncGroup group;
        /** False if it only passes on. */
        final boolean pooled;
        /** Handlers called within handlers. */
        int depth;

        Worker(AsyncGroup group, boolean pooled) {
            this.group = group;
            this.pooled = pooled;
        }

        @Override
        public void run() {
            if (pooled) {
                WORKER.set(this);
            }
            boolean whole = false;
            try {
                do {
                    depth = 0;
                } while (group.step());
                whole = true;
            } finally {
                WORKER.remove();
                if (!whole && pooled) {
                    group.startWorker();
                }
            }
        }
    }

    /** Makes the threads that no pool of the guest's makes. */
    private static final class Daemons implements ThreadFactory {
        static final Daemons INSTANCE = new Daemons();

        private int made;

        @Override
        public Thread newThread(Runnable r) {
            Thread t = InnocuousThread.newThread("AsynchronousChannelGroup-" + ++made, r);
            t.setDaemon(true);
            return t;
        }
    }

    /** A handler's call. */
    private static final class Call<V, A> implements Runnable {
        private final CompletionHandler<V, ? super A> handler;
        private final A attachment;
        private final V value;
        private final Throwable failure;

        Call(CompletionHandler<V, ? super A> handler, A attachment, V value, Throwable failure) {
            this.handler = handler;
            this.attachment = attachment;
            this.value = value;
            this.failure = failure;
        }

        @Override
        public void run() {
            if (failure == null) {
                handler.completed(value, attachment);
            } else {
                handler.failed(failure, attachment);
            }
            // A handler's interrupt is its own affair.
            Thread.interrupted();
        }
    }

    /** A task on a thread of the pool. */
    private static final class Bound implements Runnable {
        private final AsyncGroup group;
        private final Runnable task;

        Bound(AsyncGroup group, Runnable task) {
            this.group = group;
            this.task = task;
        }

        @Override
        public void run() {
            WORKER.set(new Worker(group, true));
            try {
                task.run();
            } finally {
                WORKER.remove();
            }
        }
    }
}
