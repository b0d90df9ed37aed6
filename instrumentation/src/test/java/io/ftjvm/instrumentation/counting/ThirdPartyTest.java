package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.instrumentation.RewriteException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Libraries and JDK modules, rewritten as a whole. */
class ThirdPartyTest {
    private static final List<String> MODULES = List.of("java.sql", "jdk.httpserver", "java.logging", "java.xml");

    @TempDir
    Path directory;

    /** In a JVM that verifies boot classes too. */
    @Test
    void everyClassVerifies() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> options =
                new ArrayList<>(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal"));
        FileSystem jrt = FileSystems.getFileSystem(URI.create("jrt:/"));
        for (String module : MODULES) {
            Path patch = directory.resolve(module);
            names.addAll(store(rewriteAll(jrt.getPath("modules", module)), patch));
            options.addAll(List.of("--patch-module", module + "=" + patch, "--add-modules", module));
        }
        Path libraries = directory.resolve("libraries");
        for (Class<?> c : new Class<?>[] {ClassReader.class, ClassNode.class, Assertions.class, Test.class}) {
            try (FileSystem jar = FileSystems.newFileSystem(jarOf(c))) {
                names.addAll(store(rewriteAll(jar.getPath("/")), libraries));
            }
        }
        Path list = Files.write(directory.resolve("names.txt"), names);
        options.addAll(List.of("-cp", libraries + File.pathSeparator + "target/test-classes"));

        List<String> output = ForkedJvm.run(directory, options, LinkClasses.class, list.toString());

        String[] result = output.get(output.size() - 1).split(" ");
        assertThat(result).hasSize(4).contains("linked", "incomplete");
        assertThat(Integer.parseInt(result[1])).isGreaterThan(names.size() * 9 / 10);
    }

    /** The rewriter, rewritten, still rewrites as before. */
    @Test
    void rewriterOfItself() throws Exception {
        Map<String, byte[]> rewriter = new HashMap<>();
        for (Class<?> c : new Class<?>[] {ClassReader.class, ClassNode.class}) {
            try (FileSystem jar = FileSystems.newFileSystem(jarOf(c))) {
                rewriter.putAll(rewriteAll(jar.getPath("/")));
            }
        }
        rewriter.putAll(rewriteAll(Path.of("target/classes")));
        for (Class<?> c : new Class<?>[] {ClassFiles.class, ClassFiles.Loader.class}) {
            rewriter.put(c.getName(), ClassFiles.rewrite(bytes(c)));
        }
        Method rewrite = new ClassFiles.Loader(rewriter)
                .loadClass(ClassFiles.class.getName())
                .getDeclaredMethod("rewrite", byte[].class);
        rewrite.setAccessible(true);
        long before = Probe.total();
        for (Class<?> c : new Class<?>[] {ClassReader.class, Planner.class, ThirdPartyTest.class, Assertions.class}) {
            assertThat((byte[]) rewrite.invoke(null, bytes(c))).isEqualTo(ClassFiles.rewrite(bytes(c)));
        }
        assertThat(Probe.total() - before).isPositive();
    }

    private static byte[] bytes(Class<?> c) throws IOException {
        return c.getResourceAsStream("/" + c.getName().replace('.', '/') + ".class")
                .readAllBytes();
    }

    private static Path jarOf(Class<?> c) throws Exception {
        return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Map<String, byte[]> rewriteAll(Path root) throws IOException {
        Map<String, byte[]> result = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(ThirdPartyTest::isClass).forEach(f -> {
                try {
                    byte[] bytes = Files.readAllBytes(f);
                    result.put(new ClassReader(bytes).getClassName().replace('/', '.'), ClassFiles.rewrite(bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (RewriteException e) {
                    throw new AssertionError(f.toString(), e);
                }
            });
        }
        assertThat(result).as(root.toString()).isNotEmpty();
        return result;
    }

    private static boolean isClass(Path file) {
        String name = file.toString();
        return name.endsWith(".class") && !name.endsWith("-info.class") && !name.contains("META-INF");
    }

    private static List<String> store(Map<String, byte[]> classFiles, Path directory) throws IOException {
        for (Map.Entry<String, byte[]> e : classFiles.entrySet()) {
            Path file = directory.resolve(e.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, e.getValue());
        }
        return List.copyOf(classFiles.keySet());
    }
}
