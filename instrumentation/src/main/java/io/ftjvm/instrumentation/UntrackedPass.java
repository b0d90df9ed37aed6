package io.ftjvm.instrumentation;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Leaves references of java.base to the local collector where no guest can see what has been cleared: the table of them.
 * Host code shares these caches with the guest, so what is in them is not a function of image and log in the first place.
 */
final class UntrackedPass {
    private static final String MARKER = "io/ftjvm/guest/Untracked";
    private static final String SOFT = "java/lang/ref/SoftReference";
    private static final String WEAK = "java/lang/ref/WeakReference";

    /**
     * One line of the table.
     *
     * @param prefix of internal names
     * @param reason why no guest sees it
     */
    private record Line(String prefix, String reason) {}

    private static final List<Line> TABLE = List.of(
            new Line("java/lang/ref/Finalizer", "made by the JVM; finalizers of guest classes do not run"),
            new Line("jdk/internal/ref/Cleaner", "frees native memory, on the JVM's own thread"),
            new Line(
                    "java/lang/ThreadLocal$ThreadLocalMap$Entry",
                    "whoever asks has the key; stale ones are only removed"),
            new Line(
                    "java/lang/ClassValue$Entry",
                    "a cache of the map that holds the entries; whoever asks has the key"),
            new Line("java/lang/Class", "reflection data, computed again alike"),
            new Line("java/lang/reflect/", "access checks, done again alike"),
            new Line("jdk/internal/reflect/", "the same"),
            new Line("java/lang/invoke/", "types, forms and handles, made again alike"),
            new Line(
                    "jdk/internal/util/WeakReferenceKey",
                    "keys of interned method types and locales, made again alike"),
            new Line("jdk/internal/util/SoftReferenceKey", "the same"),
            new Line("jdk/internal/foreign/", "method handles, made again alike"),
            new Line("java/io/ClassCache", "descriptions of classes, computed again alike"),
            new Line("java/io/ObjectStreamClass", "the same"),
            new Line("jdk/internal/jimage/", "buffers"),
            new Line("jdk/internal/loader/", "what a class path holds, found again alike"));

    /** Returns whether {@code cn} has changed. */
    boolean apply(ClassNode cn) {
        if (TABLE.stream().noneMatch(l -> cn.name.startsWith(l.prefix))) {
            return false;
        }
        boolean changed = false;
        if (isReference(cn)) {
            cn.interfaces.add(MARKER);
            changed = true;
        }
        for (MethodNode m : cn.methods) {
            for (AbstractInsnNode i : m.instructions) {
                if (i instanceof TypeInsnNode t && t.getOpcode() == org.objectweb.asm.Opcodes.NEW) {
                    String u = untracked(t.desc);
                    changed |= u != t.desc;
                    t.desc = u;
                } else if (i instanceof MethodInsnNode c && c.name.equals("<init>") && !c.owner.equals(cn.superName)) {
                    c.owner = untracked(c.owner);
                }
            }
        }
        return changed;
    }

    private static boolean isReference(ClassNode cn) {
        return cn.superName != null && cn.superName.startsWith("java/lang/ref/") && cn.superName.endsWith("Reference");
    }

    private static String untracked(String type) {
        if (type.equals(SOFT)) {
            return "io/ftjvm/guest/UntrackedSoftReference";
        }
        return type.equals(WEAK) ? "io/ftjvm/guest/UntrackedWeakReference" : type;
    }
}
