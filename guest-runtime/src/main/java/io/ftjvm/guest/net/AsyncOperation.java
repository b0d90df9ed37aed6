package io.ftjvm.guest.net;

import io.ftjvm.guest.Scheduler;
import io.ftjvm.guest.VirtualClock;
import io.ftjvm.guest.WaitQueue;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An operation of an asynchronous channel: its outcome goes to a handler, or to who waits for this future. */
abstract class AsyncOperation<V, A> implements Future<V> {
    private final AsyncGroup group;
    private final Channel channel;
    private final A attachment;
    private final CompletionHandler<V, ? super A> handler;
    private final WaitQueue waiters = new WaitQueue();

    /** What {@link #attempt} has got. */
    V result;

    private Future<?> timeout;
    private boolean done;
    private V value;
    private Throwable failure;

    AsyncOperation(AsyncGroup group, Channel channel, A attachment, CompletionHandler<V, ? super A> handler) {
        this.group = group;
        this.channel = channel;
        this.attachment = attachment;
        this.handler = handler;
    }

    /** Tries once; false if there is nothing to be had yet, otherwise there is a {@link #result}. */
    abstract boolean attempt() throws IOException;

    /** It has been cancelled: what it would have done must not be asked for again. */
    abstract void cancelled();

    /** What the guest gets to hold: nothing if it has given a handler. */
    Future<V> asResult() {
        return handler == null ? this : null;
    }

    /** Tries to complete; true if it is complete. */
    boolean advance() {
        if (done) {
            return true;
        }
        try {
            if (attempt()) {
                complete(result, null);
            }
        } catch (ClosedChannelException e) {
            complete(null, new AsynchronousCloseException());
        } catch (IOException e) {
            complete(null, e);
        }
        return done;
    }

    /** Completes, unless it is complete. */
    void complete(V v, Throwable why) {
        if (!settle(v, why)) {
            return;
        }
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (handler != null) {
            group.invoke(handler, attachment, v, why);
        }
    }

    private boolean settle(V v, Throwable why) {
        if (done) {
            return false;
        }
        done = true;
        value = v;
        failure = why;
        waiters.wakeAll();
        return true;
    }

    void limit(Runnable onTimeout, long time, TimeUnit unit) {
        if (!done && time > 0) {
            timeout = group.schedule(onTimeout, time, unit);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!settle(null, new CancellationException())) {
            return false;
        }
        cancelled();
        if (mayInterruptIfRunning) {
            try {
                channel.close();
            } catch (IOException e) {
                return true; // it is not going to be used any more
            }
        }
        return true;
    }

    @Override
    public boolean isCancelled() {
        return failure instanceof CancellationException;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        await(Long.MAX_VALUE);
        return outcome();
    }

    @Override
    public V get(long time, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!done && !await(VirtualClock.deadline(Math.max(0, unit.toNanos(time))))) {
            throw new TimeoutException();
        }
        return outcome();
    }

    private boolean await(long deadline) throws InterruptedException {
        int reason = Scheduler.WOKEN;
        while (!done && reason == Scheduler.WOKEN) {
            reason = Scheduler.block(waiters, deadline, true);
            Scheduler.checkStopped();
            if (reason == Scheduler.INTERRUPTED) {
                Thread.interrupted();
                throw new InterruptedException();
            }
        }
        return done;
    }

    private V outcome() throws ExecutionException {
        if (failure instanceof CancellationException) {
            throw new CancellationException();
        }
        if (failure != null) {
            throw new ExecutionException(failure);
        }
        return value;
    }
}
