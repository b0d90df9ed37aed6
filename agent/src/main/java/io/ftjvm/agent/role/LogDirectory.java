package io.ftjvm.agent.role;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this process keeps the log since boot: a directory of its own, gone with it. */
final class LogDirectory {
    private LogDirectory() {}

    /** A new directory; those that killed processes left behind are removed. */
    static Path create() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"), "ftjvm-log-" + System.getProperty("user.name"));
        Files.createDirectories(parent);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            for (Path p : all) {
                sweep(p);
            }
        }
        Path own = parent.resolve(Long.toString(ProcessHandle.current().pid()));
        Files.createDirectories(own);
        return own;
    }

    private static void sweep(Path directory) throws IOException {
        long pid;
        try {
            pid = Long.parseLong(directory.getFileName().toString());
        } catch (NumberFormatException e) {
            return; // not one of ours
        }
        if (ProcessHandle.of(pid).isEmpty()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path f : files) {
                    Files.deleteIfExists(f);
                }
            }
            Files.deleteIfExists(directory);
        }
    }
}
