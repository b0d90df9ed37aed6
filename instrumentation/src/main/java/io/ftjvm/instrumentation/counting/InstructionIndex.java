package io.ftjvm.instrumentation.counting;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A method's instructions by position, as they were before any was inserted. Positions also number labels, line numbers
 * and frames; ranges of positions include their start and exclude their end.
 */
final class InstructionIndex {
    private final AbstractInsnNode[] nodes;
    private final Map<LabelNode, Integer> positions = new HashMap<>();
    private final int[] bytecodesBefore;
    private final int[] callsBefore;

    InstructionIndex(InsnList instructions) {
        nodes = instructions.toArray();
        bytecodesBefore = new int[nodes.length + 1];
        callsBefore = new int[nodes.length + 1];
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] instanceof LabelNode) {
                positions.put((LabelNode) nodes[i], i);
            }
            bytecodesBefore[i + 1] = bytecodesBefore[i] + (nodes[i].getOpcode() >= 0 ? 1 : 0);
            callsBefore[i + 1] = callsBefore[i] + (isCall(nodes[i]) ? 1 : 0);
        }
    }

    int size() {
        return nodes.length;
    }

    AbstractInsnNode at(int position) {
        return nodes[position];
    }

    int position(LabelNode label) {
        return positions.get(label);
    }

    /** Number of bytecodes in a range. */
    int bytecodes(int start, int end) {
        return bytecodesBefore[end] - bytecodesBefore[start];
    }

    /** Whether something in a range may run guest code, or block. */
    boolean hasCall(int start, int end) {
        return callsBefore[end] != callsBefore[start];
    }

    private static boolean isCall(AbstractInsnNode insn) {
        switch (insn.getOpcode()) {
            case Opcodes.INVOKEVIRTUAL:
            case Opcodes.INVOKESPECIAL:
            case Opcodes.INVOKESTATIC:
            case Opcodes.INVOKEINTERFACE:
                return !PureCalls.contains((MethodInsnNode) insn);
            case Opcodes.INVOKEDYNAMIC:
            case Opcodes.MONITORENTER:
            case Opcodes.MONITOREXIT:
                return true;
            default:
                return false;
        }
    }
}
