package io.ftjvm.litmus;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes into the directory given as the argument: each works or throws an IOException that says why, nothing else. */
public final class FileWrites {
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        attempt("stream", () -> {
            try (FileOutputStream out =
                    new FileOutputStream(directory.resolve("stream").toFile())) {
                out.write(1);
            }
        });
        attempt("random access", () -> {
            try (RandomAccessFile out =
                    new RandomAccessFile(directory.resolve("random").toFile(), "rw")) {
                out.writeInt(1);
            }
        });
        attempt("channel", () -> Files.writeString(directory.resolve("channel"), "1"));
        attempt("directory", () -> Files.createDirectory(directory.resolve("sub")));
        attempt("temporary", () -> Files.createTempFile(directory, "t", ".tmp"));
        attempt("move", () -> Files.move(directory.resolve("data.txt"), directory.resolve("moved.txt")));
        attempt("delete", () -> Files.delete(directory.resolve("moved.txt")));
        System.out.println("done");
    }

    private static void attempt(String what, Check.Body body) {
        try {
            body.run();
            System.out.println(what + ": done");
        } catch (IOException e) {
            System.out.println(what + ": " + e.getMessage());
        } catch (Throwable t) {
            t.printStackTrace();
            Check.fail(what + " threw " + t);
        }
    }
}
