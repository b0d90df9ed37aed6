package io.ftjvm.agent.boot;

import io.ftjvm.channel.StandardError;
import io.ftjvm.instrumentation.ImageBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Images of java.base by JDK build and agent build. An entry is a jar and a file with its length and checksum; it is built
 * aside and moved into place, so that concurrent starts find a whole one or none, and one that does not match is rebuilt.
 */
final class ImageCache {
    private static final String RUNTIME = "ftjvm/image/";

    private final Path agentJar;

    ImageCache(Path agentJar) {
        this.agentJar = agentJar;
    }

    /**
     * The image for the running JDK.
     *
     * @param hashStateOffset asked only if the image has to be built
     */
    Path imageFor(int release, IntSupplier hashStateOffset) throws IOException {
        Path directory = directory();
        Path image = directory.resolve("java.base-" + key() + ".jar");
        Path seal = directory.resolve(image.getFileName() + ".sum");
        if (!valid(image, seal)) {
            build(release, hashStateOffset.getAsInt(), image, seal);
        }
        return image;
    }

    /** {@code $XDG_CACHE_HOME/ftjvm}, else {@code ~/.cache/ftjvm}, else a directory for temporary files. */
    private static Path directory() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        String home = System.getenv("HOME");
        Path[] candidates = {
            xdg != null && xdg.startsWith("/") ? Path.of(xdg, "ftjvm") : null,
            home != null && home.startsWith("/") ? Path.of(home, ".cache", "ftjvm") : null,
            Path.of(System.getProperty("java.io.tmpdir"), "ftjvm-cache-" + System.getProperty("user.name"))
        };
        IOException last = null;
        for (Path p : candidates) {
            if (p != null) {
                try {
                    Files.createDirectories(p);
                    if (Files.isWritable(p)) {
                        return p;
                    }
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw new StartException("no directory for the image of java.base can be written; set XDG_CACHE_HOME"
                + (last == null ? "" : ": " + last));
    }

    private String key() throws IOException {
        String jdk = System.getProperty("java.vm.version") + "|" + System.getProperty("java.vm.vendor") + "|"
                + System.getProperty("java.home");
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new StartException("this JDK has no SHA-256", e);
        }
        sha.update(jdk.getBytes(StandardCharsets.UTF_8));
        Path release = Path.of(System.getProperty("java.home"), "release");
        if (Files.isReadable(release)) {
            sha.update(Files.readAllBytes(release));
        }
        sha.update(Long.toHexString(checksum(agentJar)).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(), 0, 12);
    }

    private static boolean valid(Path image, Path seal) {
        try {
            return Files.isRegularFile(image) && Files.readString(seal).equals(sealOf(image));
        } catch (IOException e) {
            return false;
        }
    }

    private static String sealOf(Path image) throws IOException {
        return Files.size(image) + " " + Long.toHexString(checksum(image));
    }

    private static long checksum(Path file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                crc.update(buffer, 0, n);
            }
        }
        return crc.getValue();
    }

    private void build(int release, int hashStateOffset, Path image, Path seal) throws IOException {
        StandardError.line(
                "ftjvm: building the image of java.base for JDK " + Runtime.version() + " (once, a few seconds)");
        Path fresh = Files.createTempFile(image.getParent(), "image", ".tmp");
        Path freshSeal = Files.createTempFile(image.getParent(), "seal", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                new ImageBuilder(guestRuntime(), release, hashStateOffset).write(out);
            }
            Files.writeString(freshSeal, sealOf(fresh));
            Files.move(fresh, image, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.move(freshSeal, seal, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(freshSeal);
        }
    }

    private Map<String, byte[]> guestRuntime() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(agentJar.toFile())) {
            for (JarEntry e : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (e.getName().startsWith(RUNTIME) && e.getName().endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(e)) {
                        classes.put(e.getName().substring(RUNTIME.length()), in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }
}
