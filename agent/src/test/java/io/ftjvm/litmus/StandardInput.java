package io.ftjvm.litmus;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** Standard input: bytes, lines, the end; other threads run while one waits for it. */
public final class StandardInput {
    public static void main(String[] args) throws IOException, InterruptedException {
        Thread other = Crew.start("other", () -> System.out.println("other runs"));
        int first = System.in.read();
        byte[] some = System.in.readNBytes(2);
        System.out.println((char) first + new String(some, StandardCharsets.UTF_8) + " and " + System.in.skip(2));
        Check.that(System.console() == null, "there is no console where the input is a pipe or a file");
        Scanner scanner = new Scanner(System.in, StandardCharsets.UTF_8);
        int lines = 0;
        while (scanner.hasNextLine()) {
            System.out.println("> " + scanner.nextLine());
            lines++;
        }
        Check.equal(-1, System.in.read(), "the end stays the end");
        Check.that(lines > 0, "there were lines");
        try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            Check.equal(0, in.readAllBytes().length, "what is left");
        }
        other.join();
    }
}
