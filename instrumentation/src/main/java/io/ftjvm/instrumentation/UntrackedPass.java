package io.ftjvm.instrumentation;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Leaves references of java.base to the local collector where no guest can see what has been cleared: the table of them.
 * Host code shares these caches with the guest, so what is in them is not a function of image and log in the first place.
 *
 * <p>What is here must be the same to the guest whether it is found or made again: no counted code runs, nothing is trapped,
 * and nobody gets the object itself, whose identity hash code would be another. What is not here host code may not use once
 * the guest has started; what it has made by then is never cleared ({@code BootReferences}).
 */
final class UntrackedPass {
    private static final String MARKER = "io/ftjvm/guest/Untracked";
    private static final String SOFT = "java/lang/ref/SoftReference";
    private static final String WEAK = "java/lang/ref/WeakReference";
    private static final String WEAK_MAP = "java/util/WeakHashMap";
    private static final String MAP_DESC = "(Ljava/util/WeakHashMap;)V";

    /**
     * One line of the table.
     *
     * @param name of a class, and those nested in it; or of a package, with a slash, and those below
     * @param reason why no guest sees it
     */
    private record Line(String name, String reason) {
        boolean has(String className) {
            return name.endsWith("/")
                    ? className.startsWith(name)
                    : className.equals(name) || className.startsWith(name + "$");
        }
    }

    private static final List<Line> TABLE = List.of(
            new Line("java/lang/ref/Finalizer", "made by the JVM; finalizers of guest classes do not run"),
            new Line("jdk/internal/ref/Cleaner", "frees native memory, on the JVM's own thread"),
            new Line(
                    "java/lang/ThreadLocal$ThreadLocalMap$Entry",
                    "whoever asks has the key; stale ones are only removed"),
            new Line(
                    "java/lang/ClassValue$Entry",
                    "a cache of the map that holds the entries; whoever asks has the key"),
            new Line("java/lang/ClassValue$ClassValueMap", "whoever asks has the key"),
            new Line("java/lang/ClassLoader$ParallelLoaders", "whoever asks has the class"),
            new Line("java/lang/WeakPairMap", "whoever asks has both modules"),
            new Line("java/lang/Class", "reflection data, computed again alike"),
            new Line("java/lang/reflect/", "access checks, done again alike"),
            new Line("jdk/internal/reflect/", "the same"),
            new Line("java/lang/invoke/", "types, forms and handles, made again alike"),
            new Line(
                    "jdk/internal/util/WeakReferenceKey",
                    "keys of interned method types and locales, made again alike"),
            new Line("jdk/internal/util/SoftReferenceKey", "the same"),
            new Line("jdk/internal/foreign/", "method handles, made again alike"),
            new Line("java/security/Provider", "classes and constructors, found again by whoever has the provider"),
            new Line("javax/crypto/JceSecurity", "whoever asks has the provider, or the class"),
            new Line(
                    "sun/security/util/CryptoAlgorithmConstraints",
                    "which algorithms are allowed, decided again alike"),
            new Line("sun/security/util/DisabledAlgorithmConstraints", "the same"),
            new Line("java/util/zip/", "the streams that a file closes; who uses one has it"),
            new Line("jdk/internal/jimage/", "buffers"),
            new Line("jdk/internal/loader/", "what a class path holds, found again alike"));

    /** Returns whether {@code cn} has changed. */
    boolean apply(ClassNode cn) {
        if (TABLE.stream().noneMatch(l -> l.has(cn.name))) {
            return false;
        }
        boolean changed = false;
        if (isReference(cn)) {
            cn.interfaces.add(MARKER);
            changed = true;
        }
        for (MethodNode m : cn.methods) {
            for (AbstractInsnNode i : m.instructions) {
                if (i instanceof TypeInsnNode t && t.getOpcode() == Opcodes.NEW) {
                    String u = untracked(t.desc);
                    changed |= u != t.desc;
                    t.desc = u;
                } else if (i instanceof MethodInsnNode c && c.name.equals("<init>") && c.owner.equals(WEAK_MAP)) {
                    // STACK, after new: map -> map, map -> map; after super: -> this ->
                    boolean own = c.owner.equals(cn.superName);
                    InsnList l = new InsnList();
                    l.add(own ? new VarInsnNode(Opcodes.ALOAD, 0) : new InsnNode(Opcodes.DUP));
                    l.add(new MethodInsnNode(Opcodes.INVOKESTATIC, ClassRewriter.FACADE, "untracked", MAP_DESC, false));
                    m.instructions.insert(c, l);
                    changed = true;
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
