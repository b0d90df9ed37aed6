package io.ftjvm.litmus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of a module of the JDK that runs. */
public final class ModuleClasses {
    private ModuleClasses() {}

    /** Their binary names, in the order of their files' names; those that only describe a package or the module are none. */
    public static List<String> of(String module) throws IOException {
        Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/" + module);
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(f -> root.relativize(f).toString())
                    .filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
                    .sorted()
                    .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toList());
        }
    }
}
