package io.ftjvm.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void anAgentThatProtectsNothingIsFoundOut(@TempDir Path dir) throws Exception {
        Path agent = jar(dir.resolve("agent.jar"), Map.of("Premain-Class", PromisingAgent.class.getName()), true);
        Path program = jar(
                dir.resolve("program.jar"),
                Map.of(
                        "Main-Class",
                        "io.ftjvm.samples.web.WebServer",
                        "Class-Path",
                        Class.forName("io.ftjvm.samples.web.WebServer")
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()),
                false);

        int status =
                run("--agent", agent.toString(), "--program", program.toString(), "--seconds", "4", "--rate", "100");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("ftjvm: primary demo generation=1 unprotected")
                .contains("kill -9 of the primary")
                .contains("failover 2, detected to live         1.5 ms")
                .contains("LOST: ")
                .contains("WRONG");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void badOptionsAreRefused() {
        assertThat(run("--seconds", "1")).isEqualTo(2);
        assertThat(run("--rate", "fast")).isEqualTo(2);
        assertThat(run("--agent", "/nowhere/ftagent.jar")).isEqualTo(2);
    }

    private int run(String... args) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return Demo.run(args);
        } finally {
            System.setOut(out);
        }
    }

    private static Path jar(Path file, Map<String, String> attributes, boolean withAgent) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            if (withAgent) {
                String name = PromisingAgent.class.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = PromisingAgent.class.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
        }
        return file;
    }
}
