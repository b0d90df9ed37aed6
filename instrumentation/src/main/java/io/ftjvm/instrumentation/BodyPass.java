package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.HookTable.Hook;
import io.ftjvm.instrumentation.HookTable.MemberName;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Replaces and extends method bodies of java.base. */
final class BodyPass {
    /** Prefix of the method that keeps a replaced body. */
    static final String ORIGINAL = "ftjvm$original$";

    private final HookTable table;

    BodyPass(HookTable table) {
        this.table = table;
    }

    boolean apply(ClassNode cn) {
        List<Hook> replacements = table.replacements(cn.name);
        List<Hook> extensions = table.extensions(cn.name);
        for (Hook h : replacements) {
            replace(cn, method(cn, h.target()), h.hook());
        }
        for (Hook h : extensions) {
            extend(method(cn, h.target()), h);
        }
        return !replacements.isEmpty() || !extensions.isEmpty();
    }

    private static MethodNode method(ClassNode cn, MemberName target) {
        for (MethodNode m : cn.methods) {
            if (m.name.equals(target.name()) && m.desc.equals(target.desc())) {
                return m;
            }
        }
        throw new RewriteException(cn.name, target.name() + target.desc(), "this JDK has no such method");
    }

    private static void replace(ClassNode cn, MethodNode m, MemberName hook) {
        MethodNode original = new MethodNode(
                m.access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC,
                ORIGINAL + m.name,
                m.desc,
                null,
                m.exceptions.toArray(new String[0]));
        original.instructions = m.instructions;
        original.tryCatchBlocks = m.tryCatchBlocks;
        original.maxLocals = m.maxLocals;
        original.maxStack = m.maxStack;
        cn.methods.add(original);
        m.access &= ~(Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE);
        LineNumberNode line = firstLine(m);
        m.instructions = new InsnList();
        if (line != null) {
            LabelNode start = new LabelNode();
            m.instructions.add(start);
            m.instructions.add(new LineNumberNode(line.line, start));
        }
        m.tryCatchBlocks = new java.util.ArrayList<>();
        m.localVariables = null;
        m.visibleLocalVariableAnnotations = null;
        m.invisibleLocalVariableAnnotations = null;
        int slot = 0;
        if ((m.access & Opcodes.ACC_STATIC) == 0) {
            m.instructions.add(new VarInsnNode(Opcodes.ALOAD, slot++));
        }
        for (Type t : Type.getArgumentTypes(m.desc)) {
            m.instructions.add(new VarInsnNode(t.getOpcode(Opcodes.ILOAD), slot));
            slot += t.getSize();
        }
        m.maxLocals = slot;
        m.maxStack = slot;
        m.instructions.add(call(hook));
        m.instructions.add(new InsnNode(Type.getReturnType(m.desc).getOpcode(Opcodes.IRETURN)));
    }

    private static LineNumberNode firstLine(MethodNode m) {
        for (AbstractInsnNode i = m.instructions.getFirst(); i != null; i = i.getNext()) {
            if (i instanceof LineNumberNode line) {
                return line;
            }
        }
        return null;
    }

    private static void extend(MethodNode m, Hook h) {
        if (!h.atReturn()) {
            m.instructions.insert(withArguments(h.hook()));
            return;
        }
        for (AbstractInsnNode i : m.instructions.toArray()) {
            if (i.getOpcode() >= Opcodes.IRETURN && i.getOpcode() <= Opcodes.RETURN) {
                m.instructions.insertBefore(i, withArguments(h.hook()));
            }
        }
    }

    /** As many of the method's arguments as the hook takes, the receiver first. */
    private static InsnList withArguments(MemberName hook) {
        InsnList l = new InsnList();
        int slot = 0;
        for (Type t : Type.getArgumentTypes(hook.desc())) {
            l.add(new VarInsnNode(t.getOpcode(Opcodes.ILOAD), slot));
            slot += t.getSize();
        }
        l.add(call(hook));
        return l;
    }

    private static MethodInsnNode call(MemberName hook) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, hook.owner(), hook.name(), hook.desc(), false);
    }
}
