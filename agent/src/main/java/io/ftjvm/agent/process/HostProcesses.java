package io.ftjvm.agent.process;

import io.ftjvm.channel.OutputDevice;
import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.RealProcesses;
import io.netty.channel.nio.NioEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The process device's host side. Create it on a host thread. */
public final class HostProcesses implements OutputDevice {
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int BUFFER = 64 * 1024;

    private final InterruptSink sink;
    private final NioEventLoop loop;
    private final SelectorProvider provider = SelectorProvider.provider();

    /** Null where processes may outlive this one, however it ends. */
    private final Watcher watcher;

    /** What pipes are read into; event loop. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private final Map<Integer, HostProcess> processes = new ConcurrentHashMap<>();

    /** Outputs emitted and not yet carried out, and bytes for processes that are not in their pipes yet. */
    private final AtomicInteger unfinished = new AtomicInteger();

    /**
     * Starts the device.
     *
     * @param sink takes the interrupts; called on the device's threads
     * @param loop serves the pipes
     * @param watched whether processes are to end with this one when it does not end by itself
     */
    public HostProcesses(InterruptSink sink, NioEventLoop loop, boolean watched) {
        this.sink = sink;
        this.loop = loop;
        this.watcher = watched ? new Watcher() : null;
    }

    /** Whether an output of this kind is the device's. */
    public static boolean isOutput(int kind) {
        return kind >= Outputs.PROC_START && kind <= Outputs.PROC_DESTROY;
    }

    @Override
    public void emit(int kind, long id, byte[] data) {
        unfinished.incrementAndGet();
        execute(() -> {
            carryOut(kind, id, data);
            unfinished.decrementAndGet();
        });
    }

    private void carryOut(int kind, long id, byte[] data) {
        if (kind == Outputs.PROC_START) {
            HostProcess p = new HostProcess(this, (int) id, RealProcesses.decode(data));
            processes.put((int) id, p);
            Thread t = new Thread(null, p::live, "ftjvm-process-" + id, 0, false);
            t.setDaemon(true);
            t.start();
            return;
        }
        if (kind == Outputs.PROC_DESTROY) {
            ByteBuffer how = ByteBuffer.wrap(data);
            RealProcesses.destroy(id, how.getLong(), how.get() != 0);
            return;
        }
        HostProcess p = processes.get((int) (kind == Outputs.PROC_CLOSE ? id >> 2 : id));
        if (p == null) {
            return;
        }
        if (kind == Outputs.PROC_STDIN) {
            p.write(data);
        } else {
            p.close((int) id & 3);
        }
    }

    /** The guest has consumed so many bytes of a stream in all. */
    @Override
    public void hint(int kind, long stream, long total) {
        HostProcess p = processes.get((int) (stream >> 2));
        if (p != null) {
            p.consumed((int) stream & 3, total);
        }
    }

    /** Waits, though not forever, until everything emitted has been handed to the kernel. */
    @Override
    public void drain() {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (unfinished.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The guest has ended by itself: its processes go on without it, as they do without any JVM. */
    public void finish() {
        if (watcher != null) {
            watcher.dismiss();
        }
    }

    // For the processes

    SelectorProvider provider() {
        return provider;
    }

    NioEventLoop loop() {
        return loop;
    }

    ByteBuffer buffer() {
        return buffer.clear();
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    void post(int kind, long id, byte[] data) {
        sink.post(kind, id, data);
    }

    void writeBegun() {
        unfinished.incrementAndGet();
    }

    void writeEnded() {
        unfinished.decrementAndGet();
    }

    /** Before anything is started: an IOException if processes would not end with this one. */
    void prepare() throws IOException {
        if (watcher != null) {
            watcher.start();
        }
    }

    void began(long pid) throws IOException {
        if (watcher != null) {
            watcher.add(pid);
        }
    }

    void ended(int number, long pid) {
        processes.remove(number);
        if (watcher != null && pid != 0) {
            watcher.remove(pid);
        }
    }
}
