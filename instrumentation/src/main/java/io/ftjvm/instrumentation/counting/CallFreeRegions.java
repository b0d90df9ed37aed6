package io.ftjvm.instrumentation.counting;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The parts of a method that consist of call-free loops: everything between a backward branch and its target, where
 * nothing in between may run guest code. Overlapping and adjacent loops form one region.
 */
final class CallFreeRegions {
    private final MethodNode method;
    private final InstructionIndex index;
    private final ExceptionTable table;
    private final boolean hasMonitors;
    private final BitSet positions = new BitSet();

    CallFreeRegions(MethodNode method, InstructionIndex index, ExceptionTable table, boolean hasMonitors) {
        this.method = method;
        this.index = index;
        this.table = table;
        this.hasMonitors = hasMonitors;
    }

    boolean contains(int position) {
        return positions.get(position);
    }

    /** First position at or after {@code from} that is in a region; -1 if there is none. */
    int next(int from) {
        return positions.nextSetBit(from);
    }

    /** First position at or after {@code from} that is in no region. */
    int nextOutside(int from) {
        return positions.nextClearBit(from);
    }

    /** Makes a loop's range a region if it can be one, and returns whether it can. */
    boolean add(int start, int end) {
        if (index.hasCall(start, end) || hasUninitializedThis(start, end) || hasUncoveredUnlock(start, end)) {
            return false;
        }
        positions.set(start, end);
        return true;
    }

    /**
     * The handler that flushes has a frame without {@code uninitializedThis}, and the verifier does not let it cover code
     * that has one. Where there are no frames to tell, no loop of a constructor qualifies.
     */
    private boolean hasUninitializedThis(int start, int end) {
        if (!method.name.equals("<init>")) {
            return false;
        }
        boolean hasFrame = false;
        for (int i = start; i < end; i++) {
            AbstractInsnNode insn = index.at(i);
            if (insn instanceof FrameNode) {
                hasFrame = true;
                if (((FrameNode) insn).local.contains(Opcodes.UNINITIALIZED_THIS)) {
                    return true;
                }
            }
        }
        return !hasFrame;
    }

    /**
     * HotSpot does not compile a method in which an instruction that may throw holds a monitor and is not covered by a
     * handler that gives it back. Old compilers left the handler of a {@code synchronized} block uncovered; a flush put
     * there would do that.
     */
    private boolean hasUncoveredUnlock(int start, int end) {
        if (!hasMonitors) {
            return false;
        }
        for (TryCatchBlockNode e : table.entries()) {
            if (e.type == null && table.reaches(e, start, end) && !table.catchesAll(table.handlerStart(e))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an exception thrown in a region goes to {@code handler}. */
    boolean reach(LabelNode handler) {
        for (TryCatchBlockNode e : table.entries()) {
            if (e.handler == handler) {
                int first = positions.nextSetBit(index.position(e.start));
                if (first >= 0 && first < index.position(e.end)) {
                    return true;
                }
            }
        }
        return false;
    }
}
