package io.ftjvm.instrumentation.counting;

import io.ftjvm.instrumentation.counting.CountingPlan.Check;
import io.ftjvm.instrumentation.counting.CountingPlan.CountedBranch;
import io.ftjvm.instrumentation.counting.CountingPlan.Handler;
import io.ftjvm.instrumentation.counting.CountingPlan.Span;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Inserts what a plan asks for into one method.
 *
 * <p>What belongs to a branch that may not be taken goes to a stub at the end of the method, and the branch goes there.
 * Code is added at labels that have a frame already, or right before an instruction.
 */
final class MethodCounter {
    private final MethodNode method;
    private final CountingPlan plan;
    private final CounterCode code;
    private final Frames frames;
    private final int slot;
    private final InsnList tail = new InsnList();
    private final Map<Check, LabelNode> stubs = new HashMap<>();

    MethodCounter(ClassNode owner, MethodNode method, CountingPlan plan, CounterCode code) {
        this.method = method;
        this.plan = plan;
        this.code = code;
        this.frames = new Frames(owner, method);
        this.slot = method.maxLocals;
    }

    void apply() {
        if (plan.hasCallFreeLoops()) {
            method.maxLocals++;
            frames.addInt(slot);
            method.instructions.insert(code.clear(slot));
        }
        plan.branches().forEach(this::count);
        plan.calls().forEach(c -> insertBefore(c.insn(), code.check(c.weight())));
        plan.leaves().forEach(insn -> insertBefore(insn, code.flush(slot)));
        plan.fallThroughs().forEach(insn -> method.instructions.insert(insn, code.flush(slot)));
        plan.handlers().forEach(this::count);
        protect();
        method.instructions.add(tail);
    }

    private void count(CountedBranch branch) {
        Check check = branch.check();
        if (branch.inline()) {
            insertBefore(branch.insn(), codeFor(check));
        } else {
            Branches.retarget(branch.insn(), check.target(), stubs.computeIfAbsent(check, this::stub));
        }
    }

    private InsnList codeFor(Check check) {
        InsnList result = new InsnList();
        if (check.flush()) {
            result.add(code.flush(slot));
        }
        if (check.callFree()) {
            result.add(code.callFreeCheck(check.weight(), slot, check.target()));
        } else if (check.weight() > 0) {
            result.add(code.check(check.weight()));
        }
        return result;
    }

    /**
     * Puts a check out of line. The stub is covered by the handlers of its branch: HotSpot does not compile a method if
     * code that may throw holds a monitor and no handler would give it back.
     */
    private LabelNode stub(Check check) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        tail.add(start);
        frames.copy(check.target(), tail);
        tail.add(codeFor(check));
        tail.add(new JumpInsnNode(Opcodes.GOTO, check.target()));
        tail.add(end);
        for (TryCatchBlockNode e : check.coverage()) {
            method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, e.handler, e.type));
        }
        return start;
    }

    private void count(Handler handler) {
        InsnList inserted = new InsnList();
        if (handler.flush()) {
            inserted.add(code.flush(slot));
        }
        if (handler.weight() > 0) {
            inserted.add(code.check(handler.weight()));
        }
        AbstractInsnNode first = Branches.firstInstruction(handler.label());
        insertBefore(first.getOpcode() == Opcodes.NEW ? frames.labelOwn(first) : first, inserted);
    }

    /** Flushes when an exception that the method does not catch leaves a call-free loop. */
    private void protect() {
        if (plan.unprotected().isEmpty()) {
            return;
        }
        LabelNode handler = new LabelNode();
        tail.add(handler);
        frames.copyForHandler(slot, tail);
        tail.add(code.flush(slot));
        tail.add(new InsnNode(Opcodes.ATHROW));
        for (Span span : plan.unprotected()) {
            LabelNode start = new LabelNode();
            LabelNode end = new LabelNode();
            method.instructions.insertBefore(span.first(), start);
            method.instructions.insert(span.last(), end);
            method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
        }
    }

    private void insertBefore(AbstractInsnNode insn, InsnList inserted) {
        method.instructions.insertBefore(insn, inserted);
    }
}
