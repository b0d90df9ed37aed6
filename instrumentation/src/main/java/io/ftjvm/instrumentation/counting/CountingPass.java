package io.ftjvm.instrumentation.counting;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a class count its instructions, at loops and at recursion, on a counter that counts down and traps.
 *
 * <p>The class must have been read with {@code EXPAND_FRAMES}; it needs {@code COMPUTE_MAXS} and nothing more to be
 * written. The counter class has these public static members: {@code int left}, which counts down; {@code count(int)} and
 * {@code slow(int)}, which subtract from {@code left} and trap if that makes it negative; {@code slow} is called only when
 * it does. Instances keep no state and may be shared by threads.
 */
public final class CountingPass {
    /** More bytes than inserted at any one site of a plan. */
    private static final int MAX_SITE = 40;

    private final CounterCode code;

    /**
     * A pass that counts on one class.
     *
     * @param counter internal name of the counter class, {@code java/lang/Ftjvm}
     */
    public CountingPass(String counter) {
        this.code = new CounterCode(counter);
    }

    /**
     * Rewrites the methods of {@code cn} that loop or call themselves.
     *
     * @return whether there were any
     * @throws io.ftjvm.instrumentation.RewriteException if a method would become too large, or its class file has no
     *     frame where it needs one
     */
    public boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode method : cn.methods) {
            changed |= apply(cn, method);
        }
        return changed;
    }

    private boolean apply(ClassNode owner, MethodNode method) {
        if (method.instructions.size() == 0) {
            return false;
        }
        Planner planner = new Planner(owner.name, method);
        CountingPlan plan = planner.plan();
        if (plan.isEmpty()) {
            return false;
        }
        int size = CodeSize.atMost(method.instructions);
        int limit = size <= CodeSize.COMPILED ? CodeSize.COMPILED : CodeSize.SHORT_BRANCHES;
        if (size + MAX_SITE * plan.sites() > limit) {
            plan = planner.compactPlan();
        }
        new MethodCounter(owner, method, plan, code).apply();
        if (CodeSize.atMost(method.instructions) > CodeSize.SHORT_BRANCHES) {
            CodeSize.requireWritable(owner, method);
        }
        return true;
    }
}
