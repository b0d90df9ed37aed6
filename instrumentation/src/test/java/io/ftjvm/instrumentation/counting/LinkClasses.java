package io.ftjvm.instrumentation.counting;

import java.nio.file.Files;
import java.nio.file.Path;

/** Links the classes named in a file, which verifies them, without initialising any. */
final class LinkClasses {
    private LinkClasses() {}

    public static void main(String[] args) throws Exception {
        int linked = 0;
        int incomplete = 0;
        for (String name : Files.readAllLines(Path.of(args[0]))) {
            try {
                Class.forName(name, false, LinkClasses.class.getClassLoader()).getDeclaredMethods();
                linked++;
            } catch (NoClassDefFoundError e) {
                incomplete++; // an optional dependency that is not there
            }
        }
        System.out.println("linked " + linked + " incomplete " + incomplete);
    }
}
