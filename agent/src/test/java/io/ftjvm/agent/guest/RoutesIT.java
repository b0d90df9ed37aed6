package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.guest.routes.AllRoutes;
import io.ftjvm.agent.guest.routes.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;

/**
 * Every method that calls are redirected from is reached by every route that Java has to it, and each ends in the runtime.
 * The list is the image's own: a new hook is tested without being named here.
 */
class RoutesIT {
    private static final String OPEN = "--add-opens=java.base/io.ftjvm.guest=ALL-UNNAMED";
    private static final String IMAGE = "--patch-module=java.base=";

    @TempDir
    Path directory;

    @Test
    void everyRouteEndsInTheRuntime() throws IOException, URISyntaxException {
        String classPath = GuestRunner.CLASSES + ":" + jarOf(ClassWriter.class);
        Run described = GuestRunner.command("describe", OPEN, "-cp", classPath, AllRoutes.class.getName(), "describe")
                .record(directory.resolve("described"))
                .run();
        assertThat(described.status()).as(described::describe).isZero();
        List<String> command = new ArrayList<>();
        for (String option : described.out().lines().toList()) {
            if (option.startsWith(IMAGE)) {
                command.add(IMAGE + probed(Path.of(option.substring(IMAGE.length()))));
            } else if (!option.startsWith("-javaagent:")) {
                command.add(option);
            }
        }
        command.add("-cp");
        command.add(classPath);
        command.add(AllRoutes.class.getName());
        Run run = GuestRunner.command("routes", command.toArray(String[]::new))
                .record(directory.resolve("log"))
                .run();
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out()).startsWith("hooks ").contains("Method.invoke").endsWith(" missed 0\n");
    }

    /** A copy of the image with probes. */
    private Path probed(Path image) throws IOException {
        Path copy = Files.copy(image, directory.resolve("probed.jar"));
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            Path facade = jar.getPath(Probe.FACADE);
            Files.write(facade, Probe.in(Files.readAllBytes(facade)));
        }
        return copy;
    }

    private static Path jarOf(Class<?> c) throws URISyntaxException {
        return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
