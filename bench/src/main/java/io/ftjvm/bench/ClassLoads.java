package io.ftjvm.bench;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** Loads and initialises the classes of a jar through a class loader of its own, and prints how many, and how long it took. */
public final class ClassLoads {
    private ClassLoads() {}

    /**
     * Runs it once.
     *
     * @param args the jar, and what the names of the classes begin with
     */
    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        List<String> names;
        try (JarFile file = new JarFile(jar.toFile())) {
            names = file.stream()
                    .map(e -> e.getName().replace('/', '.'))
                    .filter(n -> n.endsWith(".class") && n.startsWith(args[1]))
                    .map(n -> n.substring(0, n.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
        long start = System.nanoTime();
        int loaded = 0;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : names) {
                try {
                    Class.forName(name, true, loader);
                    loaded++;
                } catch (ClassNotFoundException | LinkageError e) {
                    continue; // it needs what is in other jars
                }
            }
        }
        System.out.println(loaded + " classes, " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
