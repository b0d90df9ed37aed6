package io.ftjvm.instrumentation.counting;

import io.ftjvm.instrumentation.counting.CountingPlan.Check;
import io.ftjvm.instrumentation.counting.CountingPlan.CountedBranch;
import io.ftjvm.instrumentation.counting.CountingPlan.Handler;
import io.ftjvm.instrumentation.counting.CountingPlan.Span;
import io.ftjvm.instrumentation.counting.CountingPlan.Subroutine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * needs a {@code jsr}, and that one cannot always go forwards.) Methods that call themselves are checked at their entry;
 * any other recursion can only go as deep as the stack between two checks.
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

    /** The plan for short code. */
    CountingPlan compactPlan() {
        return plan(true);
    }

    private CountingPlan plan(boolean compact) {
        CallFreeRegions regions = new CallFreeRegions(method, index, table, hasMonitors);
        Map<Edge, Boolean> backEdges = backEdges(regions, compact || hasSubroutines);
        List<Subroutine> subroutines = new ArrayList<>();
        List<CountedBranch> branches = new ArrayList<>();
        backEdges.forEach((edge, callFree) -> {
            AbstractInsnNode insn = index.at(edge.from);
            int size = index.bytecodes(edge.to, edge.from + 1);
            if (insn.getOpcode() == Opcodes.JSR) {
                subroutines.add(new Subroutine(insn, Weights.loop(size)));
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
        return new CountingPlan(
                callsItself() ? Weights.entry(index.bytecodes(0, index.size())) : 0,
                branches,
                subroutines,
                handlers(regions),
                leaves,
                fallThroughs,
                unprotected(regions),
                compact);
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

    private boolean callsItself() {
        if (method.name.equals("<init>")) {
            return false;
        }
        for (int i = 0; i < index.size(); i++) {
            if (index.at(i) instanceof MethodInsnNode) {
                MethodInsnNode call = (MethodInsnNode) index.at(i);
                if (call.name.equals(method.name) && call.desc.equals(method.desc) && call.owner.equals(className)) {
                    return true;
                }
            }
        }
        return false;
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
