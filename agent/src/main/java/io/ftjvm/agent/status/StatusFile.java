package io.ftjvm.agent.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file in which one instance keeps its {@link Status}: {@code MEMBER.status}, a line {@code key=value} for each
 * field, replaced as a whole. It is removed by {@link #close}; one that a killed instance left behind is recognised by
 * its process, and removed by the next instance on that machine. For one thread at a time.
 */
public final class StatusFile implements AutoCloseable {
    private static final String SUFFIX = ".status";
    private static final long MAX_BYTES = 65_536;

    private final Path file;
    private final Path temporary;

    /**
     * The file of {@code member} in {@code directory}, which exists; writes nothing yet.
     *
     * @param directory see {@code Arbiters.runtimeDirectory}
     */
    public StatusFile(Path directory, String member) {
        this.file = directory.resolve(member + SUFFIX);
        this.temporary = directory.resolve(member + SUFFIX + ".new");
    }

    /** Replaces the content. Not forced to disk: after a crash of the machine nobody asks. */
    public void write(Status status) throws IOException {
        StringBuilder text = new StringBuilder();
        status.toFields()
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
        Files.deleteIfExists(file);
    }

    /** What every instance in {@code directory} wrote last, by name and generation. Files that are damaged are left out. */
    public static List<Status> readAll(Path directory) throws IOException {
        List<Status> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                Status status = read(file);
                if (status != null) {
                    all.add(status);
                }
            }
        }
        all.sort(Comparator.comparing(Status::name)
                .thenComparing(Status::generation)
                .thenComparing(Comparator.comparing(Status::role).reversed()));
        return all;
    }

    /** Removes the files of instances on the machine {@code host} whose processes have ended. */
    public static void sweep(Path directory, String host) throws IOException {
        for (Status status : readAll(directory)) {
            if (status.host().equals(host) && ProcessHandle.of(status.pid()).isEmpty()) {
                Files.deleteIfExists(directory.resolve(status.member() + SUFFIX));
            }
        }
    }

    private static Status read(Path file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try {
            if (Files.size(file) > MAX_BYTES) {
                return null;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            text.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> {
                int equals = line.indexOf('=');
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return Status.of(fields);
        } catch (NoSuchFileException | IllegalArgumentException | ArithmeticException e) {
            // Just removed, or not written by an instance.
            return null;
        }
    }
}
