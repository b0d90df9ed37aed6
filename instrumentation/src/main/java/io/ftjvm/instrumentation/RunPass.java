package io.ftjvm.instrumentation;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The first action of a new thread is to await the token: a call at the head of every {@code run()}, in front of whatever
 * the other passes put there.
 */
final class RunPass {
    private static final int NO_BODY = Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

    boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            if (m.name.equals("run") && m.desc.equals("()V") && (m.access & NO_BODY) == 0) {
                InsnList l = new InsnList();
                l.add(new VarInsnNode(Opcodes.ALOAD, 0));
                l.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, ClassRewriter.FACADE, "run", "(Ljava/lang/Object;)V", false));
                m.instructions.insert(l);
                m.maxStack = Math.max(m.maxStack, 1);
                changed = true;
            }
        }
        return changed;
    }
}
