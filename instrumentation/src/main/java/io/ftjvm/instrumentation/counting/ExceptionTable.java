package io.ftjvm.instrumentation.counting;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** A method's exception table by position, as it was before anything was inserted. */
final class ExceptionTable {
    private final List<TryCatchBlockNode> entries;
    private final InstructionIndex index;

    ExceptionTable(MethodNode method, InstructionIndex index) {
        this.entries = List.copyOf(method.tryCatchBlocks);
        this.index = index;
    }

    List<TryCatchBlockNode> entries() {
        return entries;
    }

    boolean covers(TryCatchBlockNode entry, int position) {
        return index.position(entry.start) <= position && position < index.position(entry.end);
    }

    /** The entries that cover both positions, in the order of the table. */
    List<TryCatchBlockNode> covering(int position, int other) {
        List<TryCatchBlockNode> result = new ArrayList<>();
        for (TryCatchBlockNode e : entries) {
            if (covers(e, position) && covers(e, other)) {
                result.add(e);
            }
        }
        return result;
    }

    /** Whether no exception thrown at {@code position} leaves the method from there. */
    boolean catchesAll(int position) {
        for (TryCatchBlockNode e : entries) {
            if (e.type == null && covers(e, position)) {
                return true;
            }
        }
        return false;
    }

    int handlerPosition(TryCatchBlockNode entry) {
        return index.position(entry.handler);
    }

    /** The position of the first instruction of a handler. */
    int handlerStart(TryCatchBlockNode entry) {
        int position = handlerPosition(entry);
        while (index.at(position).getOpcode() < 0) {
            position++;
        }
        return position;
    }

    /**
     * Number of bytecodes from which {@code entry} leads backwards and so may close a loop; 0 if it does not. Compilers
     * let the handler of a {@code synchronized} or {@code finally} block cover its own first instructions: those do not
     * throw.
     */
    int loopSize(TryCatchBlockNode entry) {
        int start = Math.max(index.position(entry.start), handlerPosition(entry));
        int end = index.position(entry.end);
        for (int i = start; i < end; i++) {
            if (mayThrow(index.at(i))) {
                return index.bytecodes(handlerPosition(entry), end);
            }
        }
        return 0;
    }

    private static boolean mayThrow(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        boolean movesValues = opcode <= Opcodes.SIPUSH
                || opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD
                || opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE
                || opcode >= Opcodes.POP && opcode <= Opcodes.SWAP
                || opcode == Opcodes.GOTO;
        // A monitorexit throws where locking is not structured; no compiler emits that.
        return !movesValues && opcode != Opcodes.MONITOREXIT;
    }

    /** Whether {@code entry} covers a position in a range. */
    boolean reaches(TryCatchBlockNode entry, int start, int end) {
        return index.position(entry.start) < end && start < index.position(entry.end);
    }
}
