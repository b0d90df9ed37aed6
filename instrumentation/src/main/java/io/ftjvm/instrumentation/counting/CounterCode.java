package io.ftjvm.instrumentation.counting;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The instruction groups that count. Each leaves the operand stack as it found it, and runs on into what follows unless
 * it says otherwise.
 */
final class CounterCode {
    private final String counter;

    /** Code that counts on the class with the internal name {@code counter}. */
    CounterCode(String counter) {
        this.counter = counter;
    }

    /**
     * Counts {@code weight}. JIT compilers inline the call; done inline here, the branch to the trap would look as if it
     * were never taken, and each trap would throw compiled code away.
     */
    InsnList check(int weight) {
        InsnList code = new InsnList();
        code.add(push(weight)); // STACK: weight
        code.add(call("count")); // STACK:
        return code;
    }

    /**
     * Counts {@code weight} on the local counter {@code slot} and goes to {@code target}; runs on only if the counter was
     * more than what is left, and is zero then. It is cleared before the call, so that nothing is counted twice if the
     * call throws.
     */
    InsnList callFreeCheck(int weight, int slot, LabelNode target) {
        InsnList code = new InsnList();
        code.add(new IincInsnNode(slot, weight)); // STACK:
        code.add(new VarInsnNode(Opcodes.ILOAD, slot)); // STACK: local
        code.add(field(Opcodes.GETSTATIC)); // STACK: local, left
        code.add(new JumpInsnNode(Opcodes.IF_ICMPLE, target)); // STACK:
        code.add(new VarInsnNode(Opcodes.ILOAD, slot)); // STACK: local
        code.add(new InsnNode(Opcodes.ICONST_0)); // STACK: local, 0
        code.add(new VarInsnNode(Opcodes.ISTORE, slot)); // STACK: local
        code.add(call("slow")); // STACK:
        return code;
    }

    /** Puts the local counter {@code slot} on the account, and clears it. */
    InsnList flush(int slot) {
        InsnList code = new InsnList();
        code.add(field(Opcodes.GETSTATIC)); // STACK: left
        code.add(new VarInsnNode(Opcodes.ILOAD, slot)); // STACK: left, local
        code.add(new InsnNode(Opcodes.ISUB)); // STACK: left'
        code.add(field(Opcodes.PUTSTATIC)); // STACK:
        code.add(clear(slot));
        return code;
    }

    /** Sets the local counter {@code slot} to zero. */
    InsnList clear(int slot) {
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.ICONST_0)); // STACK: 0
        code.add(new VarInsnNode(Opcodes.ISTORE, slot)); // STACK:
        return code;
    }

    private FieldInsnNode field(int opcode) {
        return new FieldInsnNode(opcode, counter, "left", "I");
    }

    private MethodInsnNode call(String name) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, counter, name, "(I)V", false);
    }

    private static AbstractInsnNode push(int value) {
        return value <= 5 ? new InsnNode(Opcodes.ICONST_0 + value) : new IntInsnNode(Opcodes.BIPUSH, value);
    }
}
