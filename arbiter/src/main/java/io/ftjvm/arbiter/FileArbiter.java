package io.ftjvm.arbiter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A register in a directory, local or on a file system that several machines share and that honours POSIX locks and
 * atomic rename (NFS 4 does). For the service NAME the directory holds {@code NAME.register}, {@code NAME.lock}, and a
 * file for every {@linkplain Attendance attending} member.
 */
final class FileArbiter implements Arbiter {
    private final Path directory;
    private final Path lockFile;
    private final RegisterFile register;
    private final Attendance attendance;

    FileArbiter(Path directory, String name) {
        StateDirectory.prepare(directory);
        try {
            // One directory must have one path, or two objects of this process could miss each other's locks.
            this.directory = directory.toRealPath();
        } catch (IOException e) {
            throw new ArbiterException("arbiter directory " + directory + " cannot be used: " + Messages.of(e), e);
        }
        String fileName = FileNames.of(name);
        this.lockFile = this.directory.resolve(fileName + ".lock");
        this.register = new RegisterFile(this.directory.resolve(fileName + ".register"));
        this.attendance = new Attendance(this.directory, fileName);
    }

    @Override
    public Optional<Registration> read() {
        try {
            return register.read();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public boolean compareAndSet(long expectedGeneration, Registration next) {
        if (next.generation() != expectedGeneration + 1) {
            throw new IllegalArgumentException(
                    "generation " + next.generation() + " does not follow " + expectedGeneration);
        }
        return locked(() -> {
            if (register.read().map(Registration::generation).orElse(0L) != expectedGeneration) {
                return false;
            }
            attendance.sweep(next.generation());
            attendance.attend(next.generation(), next.holder());
            register.write(next);
            attendance.retire(next.generation());
            return true;
        });
    }

    @Override
    public void attend(long generation, String member) {
        locked(() -> {
            attendance.attend(generation, member);
            return null;
        });
    }

    @Override
    public Set<String> living(long generation) {
        return locked(() -> attendance.living(generation));
    }

    /** Takes no lock: the end of a process does not wait for others. */
    @Override
    public void close() {
        try {
            attendance.close();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private <T> T locked(RegisterLock.Action<T> action) {
        try {
            return RegisterLock.run(lockFile, action);
        } catch (IOException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArbiterUnavailableException("interrupted while waiting for " + lockFile, e);
        }
    }

    private ArbiterUnavailableException unavailable(IOException e) {
        return new ArbiterUnavailableException(
                "arbiter directory " + directory + " is unavailable: " + Messages.of(e), e);
    }
}
