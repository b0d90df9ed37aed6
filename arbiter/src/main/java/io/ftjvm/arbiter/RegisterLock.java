package io.ftjvm.arbiter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion between the threads of this process and all processes that share a directory, by a lock on a file.
 * The wait is bounded: a process that is stopped while it holds the lock makes the arbiter unavailable, it does not
 * hang its callers.
 */
final class RegisterLock {
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** File locks belong to the process, so its threads need a lock of their own for each file. */
    private static final ConcurrentHashMap<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private RegisterLock() {}

    /** What is done under the lock. */
    interface Action<T> {
        T run() throws IOException;
    }

    /**
     * Runs {@code action} under the lock on {@code file}.
     *
     * @throws ArbiterUnavailableException if others hold it for longer than two seconds
     */
    static <T> T run(Path file, Action<T> action) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WAIT_NANOS;
        ReentrantLock threads = IN_PROCESS.computeIfAbsent(file, f -> new ReentrantLock());
        if (!threads.tryLock(WAIT_NANOS, TimeUnit.NANOSECONDS)) {
            throw busy(file);
        }
        // Closing the channel frees the lock.
        try (FileChannel channel = OwnerFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!tryLock(channel)) {
                if (System.nanoTime() - deadline > 0) {
                    throw busy(file);
                }
                Thread.sleep(1);
            }
            return action.run();
        } finally {
            threads.unlock();
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held in this process by code that does not know IN_PROCESS.
            return false;
        }
    }

    private static ArbiterUnavailableException busy(Path file) {
        return new ArbiterUnavailableException("arbiter lock " + file + " is held by a process that does not go on");
    }
}
