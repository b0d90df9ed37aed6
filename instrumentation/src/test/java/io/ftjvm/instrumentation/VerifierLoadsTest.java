package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Against the verifier of the running JVM, with the classes of libraries. */
class VerifierLoadsTest {
    /** Loads anew what belongs to the library, and notes what it is asked for. */
    private static final class Asked extends ClassLoader {
        final Set<String> names = new LinkedHashSet<>();
        private final String prefix;

        Asked(String prefix) {
            super(VerifierLoadsTest.class.getClassLoader());
            this.prefix = prefix;
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            names.add(name);
            return super.loadClass(name);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(prefix)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = define(open(file(name.replace('.', '/'))));
            }
            return loaded;
        }

        Class<?> define(byte[] file) {
            return defineClass(null, file, 0, file.length);
        }

        /** A class file whose class may be extended. */
        private static byte[] open(byte[] file) {
            ClassWriter w = new ClassWriter(0);
            new ClassReader(file)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, w) {
                                @Override
                                public void visit(
                                        int version, int access, String name, String sig, String sup, String[] i) {
                                    super.visit(version, access & ~Opcodes.ACC_FINAL, name, sig, sup, i);
                                }

                                @Override
                                public void visitPermittedSubclass(String name) {
                                    // Everybody may.
                                }
                            },
                            0);
            return w.toByteArray();
        }

        byte[] file(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        /** What it is asked for from here on, beyond what it has been asked for. */
        Set<String> since(Set<String> before) {
            Set<String> more = new TreeSet<>(names);
            more.removeAll(before);
            return more;
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Assertions.class, org.junit.jupiter.api.Test.class, ParameterizedTest.class})
    void theVerifierAsksForNothingElse(Class<?> ofLibrary) throws Exception {
        String prefix = ofLibrary.getPackageName() + ".";
        List<String> wrong = new ArrayList<>();
        int linked = 0;
        for (String name : classes(ofLibrary, prefix)) {
            Asked jvm = new Asked(prefix);
            Asked ours = new Asked(prefix);
            Class<?> one;
            Class<?> other;
            try {
                one = jvm.loadClass(name);
                other = ours.loadClass(name);
            } catch (LinkageError e) {
                continue; // of something that is not on the class path
            }
            Set<String> before = Set.copyOf(jvm.names);
            boolean linkable = link(one, jvm);
            Set<String> asked = jvm.since(before);
            boolean loadable = load(other, ours);
            Set<String> predicted = ours.since(before);
            Set<String> beforeLinking = Set.copyOf(ours.names);
            if (!linkable || !loadable) {
                continue; // what comes after the first that is missing hangs on the JVM's order
            }
            link(other, ours);
            Set<String> forgotten = ours.since(beforeLinking);
            if (!forgotten.isEmpty() || !predicted.equals(asked)) {
                wrong.add(name + " forgotten " + forgotten + " asked " + asked + " predicted " + predicted);
            }
            linked += asked.isEmpty() ? 0 : 1;
        }
        assertThat(linked).isGreaterThan(10);
        assertThat(wrong).isEmpty();
    }

    private static List<String> classes(Class<?> ofLibrary, String prefix) throws Exception {
        Path jar = Path.of(
                ofLibrary.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(e -> e.getName())
                    .filter(n -> n.endsWith(".class"))
                    .map(n -> n.substring(0, n.length() - 6).replace('/', '.'))
                    .filter(n -> n.startsWith(prefix))
                    .sorted()
                    .limit(400)
                    .toList();
        }
    }

    /** By a subclass without members, whose fields are listed: nothing else is asked for. */
    private static boolean link(Class<?> c, Asked loader) {
        String name = c.getName().replace('.', '/');
        ClassWriter w = new ClassWriter(0);
        w.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                name + "$Linking",
                null,
                c.isInterface() ? "java/lang/Object" : name,
                c.isInterface() ? new String[] {name} : null);
        byte[] file = w.toByteArray();
        Class<?> sub = loader.define(file);
        try {
            return sub.getDeclaredFields().length == 0;
        } catch (LinkageError e) {
            return false;
        }
    }

    private static boolean isSuper(Class<?> c, String name) {
        for (Class<?> s = c.getSuperclass(); s != null; s = s.getSuperclass()) {
            if (s.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean load(Class<?> c, ClassLoader loader) throws ClassNotFoundException {
        if (c == null || c.getClassLoader() != loader) {
            return true;
        }
        try {
            boolean all = load(c.getSuperclass(), loader);
            for (Class<?> i : c.getInterfaces()) {
                all &= load(i, loader);
            }
            ClassNode cn = ClassRewriter.read(((Asked) loader).file(c.getName().replace('.', '/')));
            for (String check : VerifierLoads.of(cn)) {
                String[] names = check.replace('/', '.').split(",");
                if (names[0].startsWith("^")) {
                    if (isSuper(c, names[0].substring(1))) {
                        Class.forName(names[0].substring(1), false, loader);
                    }
                    continue;
                }
                Class<?> wanted = Class.forName(names[0], false, loader);
                if (names.length == 2 && !wanted.isInterface()) {
                    Class.forName(names[1], false, loader);
                }
            }
            return all;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
