package io.ftjvm.instrumentation.counting;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Jumps and switches alike: where an instruction may branch to, and how to send it elsewhere. */
final class Branches {
    private Branches() {}

    /** The labels {@code insn} may branch to, each once, in the order of the instruction; empty if it is no branch. */
    static Set<LabelNode> targets(AbstractInsnNode insn) {
        if (insn instanceof JumpInsnNode) {
            return Set.of(((JumpInsnNode) insn).label);
        }
        if (insn instanceof TableSwitchInsnNode) {
            TableSwitchInsnNode s = (TableSwitchInsnNode) insn;
            return switchTargets(s.labels, s.dflt);
        }
        if (insn instanceof LookupSwitchInsnNode) {
            LookupSwitchInsnNode s = (LookupSwitchInsnNode) insn;
            return switchTargets(s.labels, s.dflt);
        }
        return Set.of();
    }

    private static Set<LabelNode> switchTargets(List<LabelNode> labels, LabelNode dflt) {
        Set<LabelNode> targets = new LinkedHashSet<>(labels);
        targets.add(dflt);
        return targets;
    }

    /** Makes {@code branch} go to {@code to} wherever it went to {@code from}. */
    static void retarget(AbstractInsnNode branch, LabelNode from, LabelNode to) {
        if (branch instanceof JumpInsnNode) {
            ((JumpInsnNode) branch).label = to;
        } else if (branch instanceof TableSwitchInsnNode) {
            TableSwitchInsnNode s = (TableSwitchInsnNode) branch;
            s.labels.replaceAll(l -> l == from ? to : l);
            s.dflt = s.dflt == from ? to : s.dflt;
        } else {
            LookupSwitchInsnNode s = (LookupSwitchInsnNode) branch;
            s.labels.replaceAll(l -> l == from ? to : l);
            s.dflt = s.dflt == from ? to : s.dflt;
        }
    }

    static boolean isReturn(AbstractInsnNode insn) {
        return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
    }

    /** Whether {@code insn} is a branch that may also not be taken. */
    static boolean isConditional(AbstractInsnNode insn) {
        return insn instanceof JumpInsnNode && insn.getOpcode() != Opcodes.GOTO && insn.getOpcode() != Opcodes.JSR;
    }

    /** The instruction that executes when control reaches {@code label}. */
    static AbstractInsnNode firstInstruction(LabelNode label) {
        AbstractInsnNode insn = label;
        while (insn.getOpcode() < 0) {
            insn = insn.getNext();
        }
        return insn;
    }
}
