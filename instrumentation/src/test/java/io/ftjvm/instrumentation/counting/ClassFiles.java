package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Makes, rewrites and loads the class files of the tests. */
final class ClassFiles {
    private static final Path SOURCES = Path.of("src/test/java/io/ftjvm/instrumentation/counting/targets");

    private ClassFiles() {}

    /** Compiles the targets, and returns their class files by binary name. */
    static Map<String, byte[]> compileTargets(Path directory, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-d", directory.toString()));
        arguments.addAll(List.of(options));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            sources.map(Path::toString).sorted().forEach(arguments::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, System.err, arguments.toArray(String[]::new));
        assertThat(status).as("javac").isZero();
        return read(directory);
    }

    /** All class files below a directory, by binary name. */
    static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> result = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(f -> f.toString().endsWith(".class")).forEach(f -> {
                try {
                    byte[] bytes = Files.readAllBytes(f);
                    result.put(new ClassReader(bytes).getClassName().replace('/', '.'), bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return result;
    }

    /** Gives a class file an older version that has no stack map frames. */
    static byte[] withoutFrames(byte[] classFile, int version) {
        ClassNode cn = new ClassNode();
        new ClassReader(classFile).accept(cn, ClassReader.SKIP_FRAMES);
        cn.version = version;
        return write(cn);
    }

    static ClassNode parse(byte[] classFile) {
        ClassNode cn = new ClassNode();
        new ClassReader(classFile).accept(cn, ClassReader.EXPAND_FRAMES);
        return cn;
    }

    static byte[] write(ClassNode cn) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cn.accept(writer);
        return writer.toByteArray();
    }

    /** Applies the passes, in the order of the class's doc comments. */
    static byte[] rewrite(byte[] classFile) {
        ClassNode cn = parse(classFile);
        new CountingPass(Probe.NAME).apply(cn);
        new ClassInitPass(Probe.NAME).apply(cn);
        new ClassUsePass(Probe.NAME).apply(cn);
        return write(cn);
    }

    static Map<String, byte[]> rewrite(Map<String, byte[]> classFiles) {
        Map<String, byte[]> result = new HashMap<>(classFiles);
        result.replaceAll((name, bytes) -> rewrite(bytes));
        return result;
    }

    /** Defines and verifies the given classes itself, and leaves the others to the tests' loader. */
    static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classFiles;

        Loader(Map<String, byte[]> classFiles) {
            super(ClassFiles.class.getClassLoader());
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classFiles.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }

        /** Calls a public static method without arguments. */
        Object call(String className, String method) throws ReflectiveOperationException {
            return loadClass(className).getMethod(method).invoke(null);
        }
    }
}
