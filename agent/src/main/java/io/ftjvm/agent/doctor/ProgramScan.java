package io.ftjvm.agent.doctor;

import io.ftjvm.instrumentation.Catalogue;
import io.ftjvm.instrumentation.CatalogueLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads all of a program: jars, jars within jars, what manifests name, directories. Not thread-safe; one for each program. */
public final class ProgramScan {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/";
    private static final int PREVIEW = 0xffff0000;
    private static final int FIRST_VERSION = 44;
    private static final int ELF_HEADER = 64;
    private static final int ELF_SYSTEM = 7;
    private static final int ELF_LINUX = 3;
    private static final int ELF_MACHINE = 18;
    private static final int ELF_X86_64 = 62;

    private final int release;
    private final Rules rules = Rules.read();
    private final Catalogue catalogue;
    private final Set<Path> seen = new LinkedHashSet<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    /** A scan for one JDK feature release. */
    public ProgramScan(int release) {
        this.release = release;
        this.catalogue = Catalogue.of(release);
    }

    /** What has been found, in the order of the program's files. */
    public List<Finding> findings() {
        return new ArrayList<>(findings);
    }

    /**
     * Reads a jar or a directory, and what a jar's manifest names.
     *
     * @throws IOException if there is no such file, or it is not a jar
     */
    public void read(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (!seen.add(absolute)) {
            return;
        }
        if (Files.isDirectory(absolute)) {
            try (Stream<Path> walk = Files.walk(absolute)) {
                for (Path p : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                    entry(file.toString(), absolute.relativize(p).toString(), Files.readAllBytes(p));
                }
            }
            return;
        }
        Manifest manifest;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(absolute))) {
            manifest = archive(file.toString(), in);
        }
        String classPath =
                manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
        if (classPath != null) {
            for (String s : classPath.trim().split(" +")) {
                Path next = absolute.resolveSibling(s.startsWith("file:") ? s.substring("file:".length()) : s);
                if (Files.exists(next)) {
                    read(next);
                }
            }
        }
    }

    private Manifest archive(String name, InputStream in) throws IOException {
        Manifest manifest = null;
        ZipInputStream zip = new ZipInputStream(in);
        int entries = 0;
        for (ZipEntry e; (e = zip.getNextEntry()) != null; entries++) {
            if (!e.isDirectory()) {
                byte[] content = zip.readAllBytes();
                if (e.getName().equalsIgnoreCase(MANIFEST)) {
                    manifest = new Manifest(new ByteArrayInputStream(content));
                    manifest(name, manifest.getMainAttributes());
                } else {
                    entry(name, e.getName(), content);
                }
            }
        }
        if (entries == 0) {
            throw new IOException(name + " is not a jar");
        }
        return manifest;
    }

    private void entry(String archive, String name, byte[] content) throws IOException {
        if (name.endsWith(".class")) {
            if (!name.endsWith("module-info.class") && isForThisRelease(name)) {
                type(archive, name, content);
            }
        } else if (name.endsWith(".jar")) {
            archive(archive + "!/" + name, new ByteArrayInputStream(content));
        } else if (name.endsWith(".so") && isForThisMachine(content)) {
            add(
                    Verdict.OPTION,
                    "native code",
                    archive,
                    "",
                    "",
                    "",
                    "contains the native library " + name + ", which cannot be loaded",
                    "if the program cannot do without, declare with natives=NAME that it is a pure function");
        }
    }

    /** By the head of its ELF file: for x86-64, and not for another system. */
    private static boolean isForThisMachine(byte[] library) {
        if (library.length < ELF_HEADER || library[0] != 0x7f || library[1] != 'E' || library[2] != 'L') {
            return false;
        }
        boolean linux = library[ELF_SYSTEM] == 0 || library[ELF_SYSTEM] == ELF_LINUX;
        return linux && library[ELF_MACHINE] == ELF_X86_64;
    }

    /** Versions for later releases than this one are never loaded. */
    private boolean isForThisRelease(String name) {
        if (!name.startsWith(VERSIONS)) {
            return true;
        }
        int slash = name.indexOf('/', VERSIONS.length());
        return Integer.parseInt(name.substring(VERSIONS.length(), slash)) <= release;
    }

    private void manifest(String archive, Attributes attributes) {
        for (String agent : List.of("Premain-Class", "Agent-Class", "Launcher-Agent-Class")) {
            String type = attributes.getValue(agent);
            if (type != null) {
                add(
                        Verdict.LIMIT,
                        "the JVM",
                        archive,
                        type.trim(),
                        "",
                        "",
                        "an agent (" + agent + "): beside ftjvm's, the option -javaagent is refused at the start",
                        "");
            }
        }
        if (attributes.getValue("Enable-Native-Access") != null) {
            add(
                    Verdict.OPTION,
                    "native code",
                    archive,
                    "",
                    "",
                    "",
                    "asks for native access (Enable-Native-Access)",
                    "declare with natives=NAME which libraries are pure functions");
        }
    }

    private void type(String archive, String entry, byte[] content) {
        ClassNode cn = new ClassNode();
        try {
            new ClassReader(content).accept(cn, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            add(Verdict.REFUSED, "classes", archive, entry, "", "", "a class file that cannot be read: " + e, "");
            return;
        }
        String type = cn.name.replace('/', '.');
        int version = (cn.version & ~PREVIEW) - FIRST_VERSION;
        if (version > release) {
            add(Verdict.REFUSED, "classes", archive, type, "", "", "needs JDK " + version, "");
        } else if ((cn.version & PREVIEW) == PREVIEW) {
            String what = "uses a preview of JDK " + version;
            add(Verdict.OPTION, "classes", archive, type, "", "", what, "the JVM's option --enable-preview");
        }
        for (MethodNode m : cn.methods) {
            if ((m.access & Opcodes.ACC_NATIVE) != 0) {
                String what = "a native method: an UnsatisfiedLinkError, unless its library may be loaded";
                String advice = "declare with natives=NAME that the library is a pure function";
                add(Verdict.OPTION, "native code", archive, type, m.name, "", what, advice);
            }
            if (m.name.equals("finalize") && m.desc.equals("()V") && (m.access & Opcodes.ACC_STATIC) == 0) {
                String what = "a finalizer, which does not run";
                add(Verdict.LIMIT, "threads and references", archive, type, m.name, "", what, "");
            }
            for (AbstractInsnNode i : m.instructions) {
                instruction(archive, type, m.name, i);
            }
        }
    }

    private void instruction(String archive, String type, String method, AbstractInsnNode i) {
        if (i instanceof MethodInsnNode call) {
            call(archive, type, method, call.owner, call.name, call.desc);
        } else if (i instanceof InvokeDynamicInsnNode indy) {
            for (Object o : indy.bsmArgs) {
                if (o instanceof Handle h) {
                    call(archive, type, method, h.getOwner(), h.getName(), h.getDesc());
                }
            }
        }
    }

    private void call(String archive, String type, String method, String owner, String name, String desc) {
        String called = owner.replace('/', '.') + (name.equals("<init>") ? "" : "." + name);
        Rules.Rule r = rules.of(owner, name);
        if (r != null) {
            add(r.verdict(), r.topic(), archive, type, method, called, r.what(), r.advice());
            return;
        }
        CatalogueLine l = catalogue.line(owner, name, desc);
        if (l != null && l.treatment().isRefused() && l.members().stream().noneMatch(CatalogueLine.Named::isAll)) {
            add(Verdict.REFUSED, "the JVM", archive, type, method, called, "a native method: " + l.reason(), "");
        }
    }

    private void add(
            Verdict verdict,
            String topic,
            String archive,
            String type,
            String method,
            String call,
            String what,
            String advice) {
        findings.add(new Finding(verdict, topic, archive, type, method, call, what, advice));
    }
}
