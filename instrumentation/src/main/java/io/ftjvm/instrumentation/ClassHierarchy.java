package io.ftjvm.instrumentation;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Answers questions about superclasses without loading classes. */
@FunctionalInterface
public interface ClassHierarchy {
    /**
     * What is known of a class.
     *
     * @param className internal name
     * @return null for a class that is not found
     */
    Shape shape(String className);

    /**
     * Whether calls with {@code className} as their owner reach the method that {@code ancestor} declares, or its
     * implementation by a class of the JDK.
     */
    default boolean inherits(String className, String ancestor, String name, String desc) {
        for (String c = className; c != null && !c.equals(ancestor); ) {
            Shape s = shape(c);
            if (s == null || s.superName == null || s.methods.contains(name + desc) && !isOfJdk(c)) {
                return false;
            }
            c = s.superName;
        }
        return true;
    }

    private static boolean isOfJdk(String className) {
        return className.startsWith("java/") || className.startsWith("jdk/") || className.startsWith("sun/");
    }

    /**
     * A class as far as calls are concerned.
     *
     * @param superName null for {@code java/lang/Object}
     * @param methods name and descriptor of those methods it declares that are redirected somewhere
     */
    record Shape(String superName, Set<String> methods) {
        /**
         * Reads it from a class file.
         *
         * @param interesting which methods matter, by name and descriptor
         */
        public static Shape of(byte[] classFile, BiPredicate<String, String> interesting) {
            ClassReader r = new ClassReader(classFile);
            Set<String> methods = new HashSet<>();
            r.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String name, String desc, String signature, String[] exceptions) {
                            if (interesting.test(name, desc)) {
                                methods.add(name + desc);
                            }
                            return null;
                        }
                    },
                    ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return new Shape(r.getSuperName(), methods);
        }
    }
}
