package io.ftjvm.instrumentation;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.tree.ClassNode;

/**
 * Rewrites java.base of the running JDK into a jar for {@code --patch-module}: every class that a pass changes, and the
 * guest runtime.
 */
public final class ImageBuilder {
    /** The classes whose methods stand for members of java.base. */
    private static final List<String> JDK = List.of(
            "io/ftjvm/guest/Jdk.class",
            "io/ftjvm/guest/FileJdk.class",
            "io/ftjvm/guest/HostJdk.class",
            "io/ftjvm/guest/VirtualJdk.class",
            "io/ftjvm/guest/TraceJdk.class",
            "io/ftjvm/guest/RouteJdk.class",
            "io/ftjvm/guest/net/NetJdk.class");

    private static final String FACADE = ClassRewriter.FACADE + ".class";

    private final Map<String, byte[]> runtime;
    private final HookTable table;
    private final Catalogue catalogue;
    private final MemberPass members;
    private final BodyPass bodies;

    /**
     * Prepares to build.
     *
     * @param guestRuntime class files of the guest runtime by entry name ({@code io/ftjvm/guest/Hooks.class})
     * @param release JDK feature release
     * @param hashStateOffset where the native thread keeps its identity-hash state
     */
    public ImageBuilder(Map<String, byte[]> guestRuntime, int release, int hashStateOffset) {
        this.runtime = guestRuntime;
        this.table =
                new HookTable(HookTable.CLASSES.stream().map(guestRuntime::get).toList(), release);
        this.catalogue = Catalogue.of(release);
        this.members = new MemberPass(
                JDK.stream().map(guestRuntime::get).toList(),
                release,
                Map.of("hash-state-offset", hashStateOffset, "routes", table.routes()));
        this.bodies = new BodyPass(table);
    }

    /**
     * Writes the image.
     *
     * @throws RewriteException if a class cannot be rewritten, or one that the guest runtime relies on is not there
     */
    public void write(OutputStream out) throws IOException {
        Map<String, byte[]> base = readJavaBase();
        Map<String, ClassHierarchy.Shape> known = new HashMap<>();
        ClassHierarchy hierarchy = name -> known.computeIfAbsent(name, n -> {
            byte[] classFile = base.get(n + ".class");
            return classFile == null ? null : ClassHierarchy.Shape.of(classFile, table::isRedirected);
        });
        RefusedNatives refused = RefusedNatives.among(base.values(), catalogue, table, hierarchy);
        ClassRewriter rewriter = new ClassRewriter(table, catalogue, refused);
        Set<String> expected = new HashSet<>(members.owners());
        expected.addAll(table.owners());
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> e : base.entrySet()) {
                byte[] rewritten = rewriter.rewriteJavaBase(e.getValue(), hierarchy, bodies, members);
                expected.remove(e.getKey().substring(0, e.getKey().length() - ".class".length()));
                if (rewritten != null) {
                    put(zip, e.getKey(), rewritten);
                }
            }
            put(zip, RefusedNatives.RESOURCE, refused.toBytes());
            for (Map.Entry<String, byte[]> e : runtime.entrySet()) {
                put(zip, e.getKey(), prepared(e.getKey(), e.getValue()));
            }
        }
        if (!expected.isEmpty()) {
            throw new RewriteException(expected.iterator().next(), null, "this JDK has no such class");
        }
    }

    private byte[] prepared(String name, byte[] bytes) {
        if (name.equals(FACADE)) {
            return new FacadePass(table).apply(bytes);
        }
        ClassNode cn = ClassRewriter.read(JDK.contains(name) ? members.implement(bytes) : bytes);
        HiddenFrames.hide(cn);
        return ClassRewriter.write(cn);
    }

    private static Map<String, byte[]> readJavaBase() throws IOException {
        Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> s = Files.walk(root)) {
            s.filter(p -> p.toString().endsWith(".class")).sorted().forEach(files::add);
        }
        Map<String, byte[]> classes = new java.util.LinkedHashMap<>();
        for (Path p : files) {
            String name = root.relativize(p).toString();
            if (!name.equals("module-info.class")) {
                classes.put(name, Files.readAllBytes(p));
            }
        }
        return classes;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry e = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        e.setSize(bytes.length);
        e.setCompressedSize(bytes.length);
        e.setCrc(crc.getValue());
        e.setTime(0);
        zip.putNextEntry(e);
        zip.write(bytes);
        zip.closeEntry();
    }
}
