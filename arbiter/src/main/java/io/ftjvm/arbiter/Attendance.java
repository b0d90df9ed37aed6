package io.ftjvm.arbiter;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who attends: for each member of each generation a file {@code NAME.gen-G.MEMBER.alive} on which that process keeps an
 * operating system lock. The system frees the lock when the process ends, however it ends, and not when it is stopped.
 *
 * <p>Every method but {@link #close} is called under the register's lock, or a probe could be taken for a member.
 */
final class Attendance implements Closeable {
    /**
     * Files locked by this process. POSIX frees a process's locks on a file when the process closes <em>any</em>
     * descriptor of it, so a file locked here must never be opened to probe it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final String prefix;
    private final Pattern pattern;
    private final Map<Path, FileChannel> held = new HashMap<>();

    Attendance(Path directory, String fileName) {
        this.directory = directory;
        this.prefix = fileName + ".gen-";
        this.pattern = Pattern.compile(Pattern.quote(prefix) + "([0-9]{1,18})\\.([A-Za-z0-9_-]+)\\.alive");
    }

    synchronized void attend(long generation, String member) throws IOException {
        Path file = file(generation, member);
        if (held.containsKey(file)) {
            return;
        }
        if (!HELD_HERE.add(file)) {
            throw new IOException("another part of this process attends as " + member);
        }
        boolean locked = false;
        FileChannel channel = OwnerFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException("another process attends as " + member);
            }
            held.put(file, channel);
            locked = true;
        } finally {
            if (!locked) {
                channel.close();
                HELD_HERE.remove(file);
            }
        }
    }

    Set<String> living(long generation) throws IOException {
        Set<String> members = new TreeSet<>();
        try (DirectoryStream<Path> files = list()) {
            for (Path file : files) {
                Matcher name = pattern.matcher(file.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) == generation && isLocked(file)) {
                    members.add(name.group(2));
                }
            }
        }
        return members;
    }

    /** Removes the files of dead members of generations before {@code generation}. */
    void sweep(long generation) throws IOException {
        try (DirectoryStream<Path> files = list()) {
            for (Path file : files) {
                Matcher name = pattern.matcher(file.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) < generation && !isLocked(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Gives up this object's attendance of generations before {@code generation}; a later sweep removes the files. */
    synchronized void retire(long generation) throws IOException {
        for (Path file : List.copyOf(held.keySet())) {
            Matcher name = pattern.matcher(file.getFileName().toString());
            if (name.matches() && Long.parseLong(name.group(1)) < generation) {
                release(file);
            }
        }
    }

    /** Gives up every attendance of this object. A file that cannot be removed is left to the next sweep. */
    @Override
    public synchronized void close() throws IOException {
        for (Path file : List.copyOf(held.keySet())) {
            try {
                Files.deleteIfExists(file);
            } finally {
                release(file);
            }
        }
    }

    private void release(Path file) throws IOException {
        held.remove(file).close();
        HELD_HERE.remove(file);
    }

    private static boolean isLocked(Path file) throws IOException {
        if (HELD_HERE.contains(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private DirectoryStream<Path> list() throws IOException {
        return Files.newDirectoryStream(
                directory, path -> path.getFileName().toString().startsWith(prefix));
    }

    private Path file(long generation, String member) {
        return directory.resolve(prefix + generation + "." + member + ".alive");
    }
}
