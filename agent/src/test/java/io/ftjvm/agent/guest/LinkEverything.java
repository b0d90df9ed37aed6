package io.ftjvm.agent.guest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A guest that links every class of the modules named in its arguments, which makes the JVM verify them. */
public final class LinkEverything {
    private LinkEverything() {}

    /** Prints what does not link and, last, how many did. */
    public static void main(String[] modules) throws IOException {
        int linked = 0;
        for (String module : modules) {
            Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/" + module);
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(p -> p.toString().endsWith(".class")).sorted().forEach(files::add);
            }
            for (Path f : files) {
                String name = root.relativize(f).toString().replace('/', '.');
                name = name.substring(0, name.length() - ".class".length());
                if (!name.endsWith("-info")) {
                    linked += link(name) ? 1 : 0;
                }
            }
        }
        System.out.println("linked " + linked);
    }

    private static boolean link(String name) {
        try {
            Class.forName(name, false, null).getDeclaredMethods();
            return true;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false; // of another loader than the boot loader, as on the plain JVM
        } catch (LinkageError e) {
            System.out.println(name + " does not link: " + e);
            return false;
        }
    }
}
