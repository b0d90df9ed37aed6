package io.ftjvm.instrumentation;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Locks class loaders where the JVM would. It calls {@code loadClass(String)} and holds the monitor of a loader that is not
 * parallel capable meanwhile; the guest runtime tells it that all loaders are, and this locks those that are not, seen by
 * the scheduler. A second lock, the thread's own, tells the scheduler that the thread is in a class loader at all. Within
 * both the runtime may answer itself ({@code Preloads}).
 *
 * <p>Apply it after {@link MonitorPass}: these locks are announced here.
 */
final class LoaderPass {
    private static final String LOADER = "java/lang/ClassLoader";
    private static final String NAME = "loadClass";
    private static final String DESC = "(Ljava/lang/String;)Ljava/lang/Class;";

    /** What announces that a call of {@code loadClass} returns. */
    static final String LOADED = "loaded";

    private final ClassHierarchy hierarchy;

    LoaderPass(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Returns whether {@code cn} has changed. */
    boolean apply(ClassNode cn) {
        for (MethodNode m : cn.methods) {
            if (m.name.equals(NAME)
                    && m.desc.equals(DESC)
                    && (m.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0
                    && isLoader(cn)) {
                preloaded(cn, m);
                InsnList lock = new InsnList();
                lock.add(new VarInsnNode(Opcodes.ALOAD, 0));
                lock.add(call("loaderLock", "(Ljava/lang/ClassLoader;)Ljava/lang/Object;"));
                toBlock(cn, m, lock, MonitorPass.EXIT);
                InsnList mark = new InsnList();
                mark.add(call("loading", "()Ljava/lang/Object;"));
                toBlock(cn, m, mark, LOADED);
                return true;
            }
        }
        return false;
    }

    /** At the head: a class that the loader has been asked for already, in a better order, is the answer. */
    private static void preloaded(ClassNode cn, MethodNode m) {
        LabelNode body = new LabelNode();
        InsnList head = new InsnList();
        head.add(new VarInsnNode(Opcodes.ALOAD, 0));
        head.add(new VarInsnNode(Opcodes.ALOAD, 1));
        head.add(call("preloaded", "(Ljava/lang/ClassLoader;Ljava/lang/String;)Ljava/lang/Class;")); // STACK: Class
        head.add(new InsnNode(Opcodes.DUP)); // STACK: Class, Class
        head.add(new JumpInsnNode(Opcodes.IFNULL, body)); // STACK: Class
        head.add(new InsnNode(Opcodes.ARETURN));
        head.add(body);
        if ((cn.version & 0xffff) >= Opcodes.V1_6) {
            Object[] locals = {cn.name, "java/lang/String"};
            head.add(new FrameNode(Opcodes.F_NEW, 2, locals, 1, new Object[] {"java/lang/Class"})); // STACK: Class
        }
        head.add(new InsnNode(Opcodes.POP)); // STACK:
        m.instructions.insert(head);
    }

    private static void toBlock(ClassNode cn, MethodNode m, InsnList what, String exitHook) {
        LabelNode handler = MonitorPass.toBlock(cn, m, what, "java/lang/Object", exitHook);
        BareExits.add(m, handler, (cn.version & 0xffff) >= Opcodes.V1_6);
    }

    private boolean isLoader(ClassNode cn) {
        return cn.name.equals(LOADER) || cn.superName != null && hierarchy.inherits(cn.superName, LOADER, NAME, DESC);
    }

    private static MethodInsnNode call(String name, String desc) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, ClassRewriter.FACADE, name, desc, false);
    }
}
