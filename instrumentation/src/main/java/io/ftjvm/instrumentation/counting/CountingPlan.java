package io.ftjvm.instrumentation.counting;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where one method counts. It says nothing of how the code looks.
 *
 * <p>Outside call-free loops the method's local counter is zero; inside, it holds what the loop has not yet put on the
 * account. Each way out of such a loop therefore <em>flushes</em>: puts it on the account and clears it.
 *
 * @param branches branches that are checked or flush
 * @param calls calls that are checked: of the method itself, and backward {@code jsr}
 * @param handlers exception handlers that are checked or flush
 * @param leaves instructions that leave a call-free loop and flush before they execute
 * @param fallThroughs conditional branches that leave a call-free loop when not taken
 * @param unprotected the parts of call-free loops from which an exception would leave the method without a flush
 */
record CountingPlan(
        List<CountedBranch> branches,
        List<Call> calls,
        List<Handler> handlers,
        List<AbstractInsnNode> leaves,
        List<AbstractInsnNode> fallThroughs,
        List<Span> unprotected) {

    /**
     * What to do on the way to a branch's target.
     *
     * @param target where the branch goes
     * @param weight weight of the check; 0 for none
     * @param callFree whether the check is on the local counter
     * @param flush whether the branch leaves a call-free loop
     * @param coverage the exception table's entries that cover both the branch and its target
     */
    record Check(LabelNode target, int weight, boolean callFree, boolean flush, List<TryCatchBlockNode> coverage) {}

    /**
     * A branch, and what to do when it is taken.
     *
     * @param insn jump or switch
     * @param check what to do
     * @param inline whether that can be done right before {@code insn}: it always branches, and stands where the locks
     *     held are those that its exception handlers expect
     */
    record CountedBranch(AbstractInsnNode insn, Check check, boolean inline) {}

    /** A call, and the weight of the check before it. */
    record Call(AbstractInsnNode insn, int weight) {}

    /**
     * An exception handler.
     *
     * @param label where it begins
     * @param flush whether it catches what a call-free loop throws, and is not part of one
     * @param weight weight of the check, if it closes a loop; 0 for none
     */
    record Handler(LabelNode label, boolean flush, int weight) {}

    /** The instructions from {@code first} to {@code last}, both included. */
    record Span(AbstractInsnNode first, AbstractInsnNode last) {}

    boolean isEmpty() {
        return sites() == 0;
    }

    /** Number of places where code is inserted. */
    int sites() {
        return branches.size()
                + calls.size()
                + handlers.size()
                + leaves.size()
                + fallThroughs.size()
                + unprotected.size();
    }

    /** Whether the method needs a local counter. */
    boolean hasCallFreeLoops() {
        return branches.stream().anyMatch(b -> b.check().callFree());
    }
}
