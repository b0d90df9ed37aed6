package io.ftjvm.instrumentation.counting;

import io.ftjvm.instrumentation.RewriteException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Sizes of methods, in bytes of bytecode. */
final class CodeSize {
    /** HotSpot neither compiles nor inlines methods beyond this, unless {@code -XX:-DontCompileHugeMethods}. */
    static final int COMPILED = 8_000;

    /** Up to this a branch reaches any instruction with its 16 bits. */
    static final int SHORT_BRANCHES = 32_000;

    /** Nearly what a class file can hold; the rest is room for what branches that reach further take. */
    static final int LARGEST = 60_000;

    private CodeSize() {}

    /** The most that {@code instructions} can take, if branches are short. */
    static int atMost(InsnList instructions) {
        int size = 0;
        for (AbstractInsnNode insn : instructions) {
            size += atMost(insn);
        }
        return size;
    }

    private static int atMost(AbstractInsnNode insn) {
        switch (insn.getType()) {
            case AbstractInsnNode.LABEL:
            case AbstractInsnNode.LINE:
            case AbstractInsnNode.FRAME:
                return 0;
            case AbstractInsnNode.INSN:
                return 1;
            case AbstractInsnNode.INT_INSN:
                return insn.getOpcode() == Opcodes.SIPUSH ? 3 : 2;
            case AbstractInsnNode.VAR_INSN:
            case AbstractInsnNode.MULTIANEWARRAY_INSN:
                return 4;
            case AbstractInsnNode.IINC_INSN:
                return 6;
            case AbstractInsnNode.METHOD_INSN:
                return insn.getOpcode() == Opcodes.INVOKEINTERFACE ? 5 : 3;
            case AbstractInsnNode.INVOKE_DYNAMIC_INSN:
                return 5;
            case AbstractInsnNode.TABLESWITCH_INSN:
                return 16 + 4 * ((TableSwitchInsnNode) insn).labels.size();
            case AbstractInsnNode.LOOKUPSWITCH_INSN:
                return 12 + 8 * ((LookupSwitchInsnNode) insn).labels.size();
            default:
                return 3;
        }
    }

    /** Throws if no class file can hold {@code method}; finds out by writing it. */
    static void requireWritable(ClassNode owner, MethodNode method) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(owner.version, owner.access, owner.name, null, owner.superName, null);
        method.accept(writer);
        try {
            writer.toByteArray();
        } catch (MethodTooLargeException e) {
            throw new RewriteException(
                    owner.name, method.name + method.desc, "it would be larger than a class file allows");
        }
    }
}
