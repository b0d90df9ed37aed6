package io.ftjvm.litmus;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.stream.Stream;

/** Reads of a directory that is not part of the program, given as the argument: contents, times, listings, absences. */
public final class FileReads {
    public static void main(String[] args) throws IOException, InterruptedException {
        File directory = new File(args[0]);
        File file = new File(directory, "data.txt");
        try (BufferedReader reader = new BufferedReader(new FileReader(file))) {
            System.out.println(reader.readLine());
            System.out.println(reader.lines().count());
        }
        try (FileInputStream in = new FileInputStream(file)) {
            System.out.println(in.available() + " " + in.read() + " " + in.skip(3) + " " + in.read(new byte[10], 2, 5));
            System.out.println(Arrays.hashCode(in.readAllBytes()) + " " + in.read());
        }
        try (RandomAccessFile random = new RandomAccessFile(file, "r")) {
            random.seek(7);
            System.out.println(random.length() + " " + random.readLine() + " " + random.getFilePointer());
        }
        try (FileChannel channel = FileChannel.open(file.toPath())) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(16);
            int read = channel.read(buffer, 5);
            Check.equal(read, buffer.position(), "bytes read");
            System.out.println(channel.size() + " " + read + " " + channel.position());
        }
        Path path = file.toPath();
        System.out.println(
                Files.readAllLines(path).size() + " " + Files.readString(path).length() + " " + Files.size(path));
        System.out.println(file.lastModified() + " " + file.exists() + file.isDirectory() + file.canRead());
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        System.out.println(
                attributes.lastModifiedTime() + " " + attributes.isRegularFile() + " " + attributes.fileKey());
        System.out.println(Arrays.toString(directory.list()));
        try (Stream<Path> list = Files.list(directory.toPath())) {
            System.out.println(list.map(Path::getFileName).toList());
        }
        try (Stream<Path> walk = Files.walk(directory.toPath())) {
            System.out.println(walk.count());
        }
        File missing = new File(directory, "missing.txt");
        Check.that(!missing.exists(), "a missing file");
        Check.thrown(FileNotFoundException.class, () -> new FileInputStream(missing));
        Check.thrown(NoSuchFileException.class, () -> Files.readString(missing.toPath()));
        System.out.println(directory.getCanonicalPath().length() > 0);
        Crew.run(3, number -> Check.that(Files.readAllLines(path).size() > 3, "lines"));
    }
}
