package io.ftjvm.instrumentation.counting;

import io.ftjvm.instrumentation.counting.CountingPlan.Call;
import io.ftjvm.instrumentation.counting.CountingPlan.Check;
import io.ftjvm.instrumentation.counting.CountingPlan.CountedBranch;
import io.ftjvm.instrumentation.counting.CountingPlan.Handler;
import io.ftjvm.instrumentation.counting.CountingPlan.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Decides where a method counts.
 *
 * <p>A cycle in the bytecode contains a branch to its own position or an earlier one, or an exception handler that comes
 * before the end of what it covers: checking those checks every loop. ({@code ret} also goes backwards, but the next turn
 * needs a {@code jsr}, and that one cannot always go forwards.) A method that calls itself is checked before it does, once
 * on each path: the innermost executions, which are the most, pay nothing. Recursion by way of other methods is not
 * checked; it can delay a trap for as long as it does not loop.
 */
final class Planner {
    private final String className;
    private final MethodNode method;
    private final InstructionIndex index;
    private final ExceptionTable table;
    private final boolean hasMonitors;
    private final boolean hasSubroutines;

    Planner(String className, MethodNode method) {
        this.className = className;
        this.method = method;
        this.index = new InstructionIndex(method.instructions);
        this.table = new ExceptionTable(method, index);
        this.hasMonitors = contains(Opcodes.MONITORENTER);
        this.hasSubroutines = contains(Opcodes.JSR);
    }

    /** The plan for fast code. */
    CountingPlan plan() {
        return plan(false);
    }

    /** The plan for short code: it has no call-free loops. */
    CountingPlan compactPlan() {
        return plan(true);
    }

    private CountingPlan plan(boolean compact) {
        CallFreeRegions regions = new CallFreeRegions(method, index, table, hasMonitors);
        Map<Edge, Boolean> backEdges = backEdges(regions, compact || hasSubroutines);
        List<Call> calls = recursion();
        List<CountedBranch> branches = new ArrayList<>();
        backEdges.forEach((edge, callFree) -> {
            AbstractInsnNode insn = index.at(edge.from);
            int size = index.bytecodes(edge.to, edge.from + 1);
            if (insn.getOpcode() == Opcodes.JSR) {
                calls.add(new Call(insn, Weights.loop(size)));
            } else {
                int weight = callFree ? Weights.callFreeLoop(size) : Weights.loop(size);
                branches.add(counted(edge, weight, callFree, regions));
            }
        });
        List<AbstractInsnNode> leaves = new ArrayList<>();
        List<AbstractInsnNode> fallThroughs = new ArrayList<>();
        for (int i = regions.next(0); i >= 0; i = regions.next(i + 1)) {
            AbstractInsnNode insn = index.at(i);
            for (LabelNode target : Branches.targets(insn)) {
                int to = index.position(target);
                if (to > i && !regions.contains(to)) {
                    branches.add(counted(new Edge(i, to, target), 0, false, regions));
                }
            }
            if (Branches.isReturn(insn)) {
                leaves.add(insn);
            }
            if (Branches.isConditional(insn) && !regions.contains(i + 1)) {
                fallThroughs.add(insn);
            }
        }
        return new CountingPlan(branches, calls, handlers(regions), leaves, fallThroughs, unprotected(regions));
    }

    /** A branch from one position to another. */
    private record Edge(int from, int to, LabelNode target) {}

    /** The branches that do not go forwards, and whether what they jump over is a region. */
    private Map<Edge, Boolean> backEdges(CallFreeRegions regions, boolean withoutRegions) {
        Map<Edge, Boolean> result = new LinkedHashMap<>();
        for (int i = 0; i < index.size(); i++) {
            for (LabelNode target : Branches.targets(index.at(i))) {
                int to = index.position(target);
                if (to <= i) {
                    result.put(new Edge(i, to, target), !withoutRegions && regions.add(to, i + 1));
                }
            }
        }
        return result;
    }

    private CountedBranch counted(Edge edge, int weight, boolean callFree, CallFreeRegions regions) {
        boolean flush = regions.contains(edge.from) && !regions.contains(edge.to);
        AbstractInsnNode insn = index.at(edge.from);
        List<TryCatchBlockNode> coverage = table.covering(edge.from, edge.to);
        boolean inline = insn.getOpcode() == Opcodes.GOTO
                && (!hasMonitors || coverage.equals(table.covering(edge.from, edge.from)));
        return new CountedBranch(insn, new Check(edge.target, weight, callFree, flush, coverage), inline);
    }

    private List<Handler> handlers(CallFreeRegions regions) {
        Map<LabelNode, Handler> handlers = new LinkedHashMap<>();
        for (TryCatchBlockNode e : table.entries()) {
            boolean flush = !regions.contains(table.handlerPosition(e)) && regions.reach(e.handler);
            int size = table.loopSize(e);
            int weight = size > 0 ? Weights.loop(size) : 0;
            if (flush || weight > 0) {
                handlers.merge(
                        e.handler,
                        new Handler(e.handler, flush, weight),
                        (a, b) -> new Handler(a.label(), a.flush(), Math.max(a.weight(), b.weight())));
            }
        }
        return List.copyOf(handlers.values());
    }

    private List<Span> unprotected(CallFreeRegions regions) {
        List<Span> spans = new ArrayList<>();
        for (int i = regions.next(0); i >= 0; i = regions.next(i)) {
            int end = regions.nextOutside(i);
            while (i < end) {
                int start = i;
                while (i < end && !table.catchesAll(i)) {
                    i++;
                }
                if (index.bytecodes(start, i) > 0) {
                    spans.add(new Span(index.at(start), index.at(i - 1)));
                }
                while (i < end && table.catchesAll(i)) {
                    i++;
                }
            }
        }
        return spans;
    }

    /** Of the calls of the method itself, those that may execute without another one before them. */
    private List<Call> recursion() {
        List<Call> calls = new ArrayList<>();
        int weight = Weights.recursion(index.bytecodes(0, index.size()));
        Set<LabelNode> joins = Set.of();
        boolean checked = false;
        for (int i = 0; i < index.size(); i++) {
            AbstractInsnNode insn = index.at(i);
            if (callsItself(insn)) {
                if (!checked) {
                    joins = joins.isEmpty() ? joins() : joins;
                    calls.add(new Call(insn, weight));
                    checked = true;
                }
            } else if (checked && insn instanceof LabelNode && joins.contains(insn)) {
                checked = false;
            }
        }
        return calls;
    }

    private boolean callsItself(AbstractInsnNode insn) {
        if (!(insn instanceof MethodInsnNode) || method.name.equals("<init>")) {
            return false;
        }
        MethodInsnNode call = (MethodInsnNode) insn;
        return call.name.equals(method.name) && call.desc.equals(method.desc) && call.owner.equals(className);
    }

    /** The labels that are reached other than by falling through. */
    private Set<LabelNode> joins() {
        Set<LabelNode> joins = new HashSet<>();
        for (int i = 0; i < index.size(); i++) {
            joins.addAll(Branches.targets(index.at(i)));
        }
        for (TryCatchBlockNode e : table.entries()) {
            joins.add(e.handler);
        }
        return joins;
    }

    private boolean contains(int opcode) {
        for (int i = 0; i < index.size(); i++) {
            if (index.at(i).getOpcode() == opcode) {
                return true;
            }
        }
        return false;
    }
}
