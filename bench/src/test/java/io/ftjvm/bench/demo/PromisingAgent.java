package io.ftjvm.bench.demo;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An agent that says what the real one says and protects nothing: a backup waits until the primary is dead and then
 * starts the program afresh.
 */
public final class PromisingAgent {
    private static FileLock role;

    private PromisingAgent() {}

    public static void premain(String options) throws Exception {
        Path directory = Path.of(options.replaceFirst(".*arbiter=file:", ""));
        Path waiting = directory.resolve("waiting");
        FileChannel register =
                FileChannel.open(directory.resolve("register"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        role = register.tryLock();
        if (role != null) {
            System.err.println("ftjvm: primary demo generation=1 unprotected");
        } else {
            Files.createFile(waiting);
            System.err.println("ftjvm: backup demo generation=1 in lockstep backlog=0");
            role = register.lock();
            Files.delete(waiting);
            System.err.println("ftjvm: primary demo generation=2 live in 1.5 ms");
        }
        Thread watch = new Thread(() -> {
            try {
                while (!Files.exists(waiting)) {
                    Thread.sleep(20);
                }
                System.err.println("ftjvm: primary demo generation=2 protected");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
    }
}
