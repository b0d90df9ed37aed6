package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.AgentJar;
import io.ftjvm.guest.Guest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The paths of the ROM: JDK, class path with what its manifests name, module path, agent, and the image of java.base. */
final class RomPaths {
    private static final String PATCH = "--patch-module=java.base=";

    private final Set<String> paths = new LinkedHashSet<>();

    private RomPaths() {}

    static String[] ofThisProcess() {
        RomPaths rom = new RomPaths();
        rom.paths.add(System.getProperty("java.home"));
        rom.paths.add(AgentJar.path().toString());
        for (String argument : Guest.jvmArguments()) {
            if (argument.startsWith(PATCH)) {
                rom.paths.add(argument.substring(PATCH.length()));
            }
        }
        for (String entry : entries("jdk.module.path")) {
            rom.paths.add(entry);
        }
        for (String entry : entries("java.class.path")) {
            rom.addWithManifest(Path.of(entry.isEmpty() ? "." : entry));
        }
        return rom.paths.toArray(new String[0]);
    }

    private static String[] entries(String property) {
        String value = System.getProperty(property);
        return value == null ? new String[0] : value.split(File.pathSeparator);
    }

    private void addWithManifest(Path entry) {
        if (!paths.add(entry.toString()) || !entry.toFile().isFile()) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            if (classPath != null) {
                for (String name : classPath.trim().split(" +")) {
                    addWithManifest(sibling(entry, name));
                }
            }
        } catch (IOException e) {
            // Not a jar: the guest finds out by itself.
        }
    }

    private static Path sibling(Path entry, String name) {
        String path = name.startsWith("file:") ? name.substring("file:".length()) : name;
        return entry.resolveSibling(path);
    }
}
