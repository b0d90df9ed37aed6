package io.ftjvm.instrumentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The native methods of a JDK's classes, as its run-time image has them. */
public final class NativeMethods {
    private static final String INTRINSIC = "Ljdk/internal/vm/annotation/IntrinsicCandidate;";

    /** A method of the JDK's. */
    public record Method(String owner, String name, String desc) {
        @Override
        public String toString() {
            return owner + "." + name + desc;
        }
    }

    private final List<Method> natives = new ArrayList<>();
    private final Map<String, Set<String>> intrinsics = new TreeMap<>();
    private final Map<String, byte[]> classFiles = new HashMap<>();
    private final Map<String, List<String>> supertypes = new TreeMap<>();
    private final Map<String, String> modules = new TreeMap<>();

    private NativeMethods() {}

    /** Reads all modules of a JDK by its home, which need not be the running one. */
    public static NativeMethods of(Path javaHome) {
        NativeMethods all = new NativeMethods();
        try (FileSystem jrt = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", javaHome.toString()));
                Stream<Path> files = Files.walk(jrt.getPath("/modules"))) {
            for (Path p : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                all.add(p.getName(1).toString(), Files.readAllBytes(p));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private void add(String module, byte[] classFile) {
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            private String owner;

                            @Override
                            public void visit(
                                    int version, int access, String name, String sig, String sup, String[] interfaces) {
                                owner = name;
                                modules.put(name, module);
                                List<String> above = new ArrayList<>(List.of(interfaces));
                                if (sup != null) {
                                    above.add(0, sup);
                                }
                                supertypes.put(name, above);
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String desc, String sig, String[] exceptions) {
                                Method m = new Method(owner, name, desc);
                                if ((access & Opcodes.ACC_NATIVE) != 0) {
                                    natives.add(m);
                                    return null;
                                }
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public org.objectweb.asm.AnnotationVisitor visitAnnotation(
                                            String annotation, boolean visible) {
                                        if (annotation.equals(INTRINSIC)) {
                                            intrinsics
                                                    .computeIfAbsent(owner, k -> new TreeSet<>())
                                                    .add(name + desc);
                                            classFiles.put(owner, classFile);
                                        }
                                        return null;
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    /** Every native method. */
    public List<Method> natives() {
        return natives;
    }

    /** Methods with a Java body that the JIT compilers may replace by code of their own: name and descriptor, by class. */
    Map<String, Set<String>> intrinsics() {
        return intrinsics;
    }

    /** The class file of a class with intrinsics. */
    byte[] classFile(String owner) {
        return classFiles.get(owner);
    }

    /** A class's superclass; the JDK hides no trapped method. */
    ClassHierarchy.Shape shape(String owner) {
        List<String> above = supertypes.getOrDefault(owner, List.of());
        return new ClassHierarchy.Shape(above.isEmpty() ? null : above.get(0), Set.of());
    }

    /** The module that has a class; null if none has. */
    String moduleOf(String owner) {
        return modules.get(owner);
    }

    /** Whether there is such a module. */
    boolean hasModule(String module) {
        return modules.containsValue(module);
    }

    /** Whether a class is another, extends it or implements it. */
    boolean isSubtype(String owner, String of) {
        if (owner.equals(of)) {
            return true;
        }
        return supertypes.getOrDefault(owner, List.of()).stream().anyMatch(s -> isSubtype(s, of));
    }
}
