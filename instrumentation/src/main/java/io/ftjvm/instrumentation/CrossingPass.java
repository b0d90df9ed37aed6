package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Stops guest threads before native methods that the catalogue refuses. In java.base the check stands before each call: the
 * JVM calls some of these methods, and links some by name, before anything of ours runs. Elsewhere the native method gets a
 * body with the check, and moves to a name with a prefix that the JVM knows of, so that no way to it passes the check by.
 */
final class CrossingPass {
    private CrossingPass() {}

    /** Puts a check before each call of a refused method of java.base. */
    static boolean checkCalls(ClassNode cn, RefusedNatives refused) {
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            for (AbstractInsnNode i : m.instructions.toArray()) {
                if (i instanceof MethodInsnNode call) {
                    String reason = refused.reason(call.owner, call.name, call.desc);
                    if (reason != null) {
                        m.instructions.insertBefore(call, check(call.owner, call.name, reason));
                        changed = true;
                    }
                }
            }
        }
        return changed;
    }

    /** Gives the refused native methods of a class of another module of the JDK a body. */
    static boolean wrap(ClassNode cn, Catalogue catalogue) {
        List<MethodNode> moved = new ArrayList<>();
        for (MethodNode m : cn.methods) {
            if ((m.access & Opcodes.ACC_NATIVE) != 0) {
                String reason = catalogue.refusal(cn.name, m.name, m.desc);
                if (reason != null) {
                    moved.add(wrap(cn, m, reason));
                }
            }
        }
        cn.methods.addAll(moved);
        return !moved.isEmpty();
    }

    private static MethodNode wrap(ClassNode cn, MethodNode m, String reason) {
        boolean isStatic = (m.access & Opcodes.ACC_STATIC) != 0;
        MethodNode moved = new MethodNode(
                m.access & Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC,
                ClassRewriter.NATIVE + m.name,
                m.desc,
                null,
                m.exceptions.toArray(new String[0]));
        m.access &= ~Opcodes.ACC_NATIVE;
        // The JVM says on standard output that a method with a body is not the intrinsic that its annotation promises.
        m.visibleAnnotations = null;
        m.instructions.add(check(cn.name, m.name, reason));
        int slot = 0;
        if (!isStatic) {
            m.visitVarInsn(Opcodes.ALOAD, slot++);
        }
        for (Type t : Type.getArgumentTypes(m.desc)) {
            m.visitVarInsn(t.getOpcode(Opcodes.ILOAD), slot);
            slot += t.getSize();
        }
        m.visitMethodInsn(isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL, cn.name, moved.name, m.desc, false);
        m.visitInsn(Type.getReturnType(m.desc).getOpcode(Opcodes.IRETURN));
        m.maxLocals = slot;
        return moved;
    }

    private static InsnList check(String owner, String name, String reason) {
        InsnList l = new InsnList();
        l.add(new LdcInsnNode(owner.replace('/', '.') + "." + name));
        l.add(new LdcInsnNode(reason));
        l.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                ClassRewriter.FACADE,
                "crossing",
                "(Ljava/lang/String;Ljava/lang/String;)V",
                false));
        return l;
    }
}
