package io.ftjvm.litmus;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The edges of the file system, around the directory given as the argument: mappings, attributes, devices, files whose
 * length the kernel does not tell, files of more than one log entry, what exists already and what does not.
 */
public final class FileEdges {
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path file = directory.resolve("data.txt");
        try (FileChannel channel = FileChannel.open(file)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            System.out.println(mapped.remaining() + " " + mapped.get(3));
        }
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        System.out.println(attributes.owner() + " " + attributes.permissions() + " " + attributes.creationTime());
        System.out.println(file.toRealPath() + " " + file.toFile().getCanonicalPath());
        System.out.println(directory.toFile().getUsableSpace() > 0);

        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        System.out.println(status.size() + " " + status);
        byte[] random = new byte[8];
        try (InputStream in = new FileInputStream("/dev/urandom")) {
            Check.equal(8, in.readNBytes(random, 0, 8), "random bytes");
        }
        System.out.println(Arrays.toString(random));
        try (OutputStream out = Files.newOutputStream(Path.of("/dev/null"))) {
            out.write(random);
        }
        byte[] large = Files.readAllBytes(directory.resolve("large"));
        System.out.println(large.length + " " + Arrays.hashCode(large));

        Check.equal(directory, Files.createDirectories(directory), "a directory that exists");
        Check.that(!Files.deleteIfExists(directory.resolve("missing")), "nothing to delete");
        Check.that(!file.toFile().createNewFile(), "a file that exists");
        Check.that(!directory.toFile().mkdir(), "a directory that exists");
        String message = Check.thrown(FileNotFoundException.class, () -> new FileInputStream(directory.toFile()))
                .getMessage();
        Check.equal(directory + " (Is a directory)", message, "message");
        Check.thrown(FileSystemException.class, () -> Files.newDirectoryStream(file));
        Path home = Path.of(System.getProperty("java.home"));
        try (Stream<Path> list = Files.list(home)) {
            Check.equal(list.count(), (long) new File(home.toString()).list().length, "entries of a directory");
        }
    }
}
