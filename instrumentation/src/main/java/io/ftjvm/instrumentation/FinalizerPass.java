package io.ftjvm.instrumentation;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes {@code finalize()} from the guest's classes: when a collector finds an object unreachable is not a function of
 * image and log, so neither may be what its finalizer does. Without the method the JVM never registers the object.
 *
 * <p>Classes of {@code java.*} keep theirs; the few that have one free native memory that the guest cannot see.
 */
final class FinalizerPass {
    /** Returns whether {@code cn} had a finalizer. */
    boolean apply(ClassNode cn) {
        return !cn.name.startsWith("java/") && cn.methods.removeIf(FinalizerPass::isFinalizer);
    }

    private static boolean isFinalizer(MethodNode m) {
        return m.name.equals("finalize") && m.desc.equals("()V") && (m.access & Opcodes.ACC_STATIC) == 0;
    }
}
