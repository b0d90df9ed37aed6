package io.ftjvm.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramScanTest {
    private static final int RELEASE = Runtime.version().feature();

    @TempDir
    Path directory;

    /** Asks for things of every verdict. */
    static final class Asking {
        native int ofALibrary();

        Process start() throws IOException {
            return new ProcessBuilder("true").start();
        }

        Runnable reference() {
            return Package::getPackages;
        }

        Object soft() {
            return new java.lang.ref.SoftReference<>("a");
        }

        void load() {
            System.loadLibrary("asked");
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            // What is found is that it exists.
        }
    }

    /** Asks for nothing. */
    static final class Content {
        long clock() {
            return System.nanoTime();
        }
    }

    @Test
    void whatAProgramAsksForIsFoundByClassAndMethod() throws IOException {
        Path jar = jar("asking.jar", new Manifest(), Map.of("Asking.class", classFile(Asking.class)));
        List<Finding> found = scan(jar);
        String type = Asking.class.getName();
        assertThat(found)
                .allMatch(f -> f.type().equals(type) && f.archive().equals(jar.toString()))
                .extracting(f -> f.verdict() + " " + f.method() + " " + f.call())
                .containsExactlyInAnyOrder(
                        "option ofALibrary ",
                        "limit start java.lang.ProcessBuilder.start",
                        "refused reference java.lang.Package.getPackages",
                        "limit soft java.lang.ref.SoftReference",
                        "option load java.lang.System.loadLibrary",
                        "limit finalize ");
    }

    @Test
    void nothingIsSaidOfAProgramThatAsksForNothing() throws IOException {
        assertThat(scan(jar("content.jar", new Manifest(), Map.of("Content.class", classFile(Content.class)))))
                .isEmpty();
    }

    @Test
    void allOfAProgramIsRead() throws IOException {
        byte[] asking = classFile(Asking.class);
        Map<String, byte[]> inner = Map.of("Asking.class", asking);
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        write(nested, new Manifest(), inner);
        jar("named.jar", new Manifest(), inner);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(new Attributes.Name("Class-Path"), "named.jar absent.jar");
        manifest.getMainAttributes().put(new Attributes.Name("Launcher-Agent-Class"), "an.Agent");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("BOOT-INF/lib/nested.jar", nested.toByteArray());
        entries.put("META-INF/native/libasked.so", elf(62));
        entries.put("META-INF/native/libasked_aarch64.so", elf(183));
        entries.put("META-INF/versions/99/Asking.class", asking);
        Path jar = jar("app.jar", manifest, entries);
        assertThat(scan(jar))
                .extracting(f -> f.archive() + " " + f.topic() + (f.type().isEmpty() ? " " + f.what() : ""))
                .contains(
                        jar + "!/BOOT-INF/lib/nested.jar processes and signals",
                        directory.resolve("named.jar") + " processes and signals",
                        jar + " the JVM")
                .doesNotContain(jar + " processes and signals")
                .filteredOn(s -> s.contains("contains the native library"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith(jar + " native code contains the native library META-INF/native/libasked.so,");
    }

    @Test
    void directoriesAreReadAndWhatIsNotAJarIsToldSo() throws IOException {
        Files.createDirectories(directory.resolve("classes/a"));
        Files.write(directory.resolve("classes/a/Asking.class"), classFile(Asking.class));
        assertThat(scan(directory.resolve("classes"))).hasSize(6);
        Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
        assertThatThrownBy(() -> scan(text)).isInstanceOf(IOException.class).hasMessageContaining("is not a jar");
    }

    @Test
    void aRealLibraryWithNativeCodeIsFound() throws Exception {
        Path jna = Path.of(com.sun.jna.Native.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Finding> found = scan(jna);
        assertThat(found)
                .anyMatch(f -> f.verdict() == Verdict.OPTION && f.what().contains("linux-x86-64/libjnidispatch.so"))
                .noneMatch(f -> f.what().contains("linux-aarch64"))
                .anyMatch(
                        f -> f.type().equals("com.sun.jna.Native") && f.method().equals("invokeInt"))
                .anyMatch(f -> f.type().equals("com.sun.jna.Native") && f.call().equals("java.lang.System.load"));
    }

    /** The head of a shared library for some kind of processor. */
    private static byte[] elf(int machine) {
        byte[] b = new byte[64];
        b[0] = 0x7f;
        b[1] = 'E';
        b[2] = 'L';
        b[3] = 'F';
        b[18] = (byte) machine;
        return b;
    }

    private static List<Finding> scan(Path file) throws IOException {
        ProgramScan scan = new ProgramScan(RELEASE);
        scan.read(file);
        return scan.findings();
    }

    private static byte[] classFile(Class<?> c) throws IOException {
        try (InputStream in =
                c.getResourceAsStream(c.getName().substring(c.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    private Path jar(String name, Manifest manifest, Map<String, byte[]> entries) throws IOException {
        Path file = directory.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            write(out, manifest, entries);
        }
        return file;
    }

    private static void write(java.io.OutputStream out, Manifest manifest, Map<String, byte[]> entries)
            throws IOException {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        JarOutputStream jar = new JarOutputStream(out, manifest);
        for (Map.Entry<String, byte[]> e : entries.entrySet()) {
            jar.putNextEntry(new JarEntry(e.getKey()));
            jar.write(e.getValue());
        }
        jar.finish();
    }
}
