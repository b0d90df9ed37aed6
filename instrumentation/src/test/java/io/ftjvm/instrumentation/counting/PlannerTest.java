package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.instrumentation.counting.CountingPlan.CountedBranch;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Where methods count, by the shape of their source. */
class PlannerTest {
    static int straight(int a) {
        return a > 0 ? Math.abs(a) : unknown(a);
    }

    static int callFree(int[] a) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i];
        }
        return sum;
    }

    static int returnsFromLoop(int[] a) {
        for (int i = 0; ; i++) {
            if (a[i] == 0) {
                return i;
            }
        }
    }

    static int withCall(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += unknown(i);
        }
        return sum;
    }

    static int withPureCall(String s) {
        int sum = 0;
        for (int i = 0; i < s.length(); i++) {
            sum += Math.max(2, s.charAt(i));
        }
        return sum;
    }

    static int innerCallFree(int[] a) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += a[j];
            }
            sum += unknown(i);
        }
        return sum;
    }

    static int caught(int[] a) {
        try {
            for (int i = 0; ; i++) {
                a[i]++;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            return a.length;
        }
    }

    static int recursive(int n) {
        return n == 0 ? 0 : recursive(n - 1) + 1;
    }

    static int twiceRecursive(int n) {
        return n < 2 ? n : twiceRecursive(n - 1) + twiceRecursive(n - 2);
    }

    static int eitherRecursive(int n) {
        return n < 2 ? eitherRecursive(n + 1) : eitherRecursive(n - 1);
    }

    static void locked(Object lock) {
        synchronized (lock) {
            unknown(1);
        }
    }

    private static int unknown(int i) {
        return i;
    }

    @Test
    void nothingInCodeThatNeitherLoopsNorRecurs() throws Exception {
        assertThat(plan("straight").isEmpty()).isTrue();
        assertThat(plan("locked").isEmpty()).as("handler that covers itself").isTrue();
    }

    @Test
    void callFreeLoopsCountLocallyAndFlushWhereTheyEnd() throws Exception {
        assertThat(branches("callFree")).containsExactly("16 callFree", "0 flush");
        assertThat(plan("callFree").unprotected()).hasSize(1);
        assertThat(branches("withPureCall")).containsExactly("16 callFree", "0 flush");
        assertThat(branches("returnsFromLoop")).containsExactly("8 callFree");
        assertThat(plan("returnsFromLoop").leaves()).hasSize(1);
    }

    @Test
    void loopsWithCallsCountDirectly() throws Exception {
        assertThat(branches("withCall")).containsExactly("16");
        assertThat(branches("innerCallFree")).containsExactlyInAnyOrder("16 callFree", "24", "0 flush");
    }

    @Test
    void handlersOfCallFreeLoopsFlush() throws Exception {
        CountingPlan plan = plan("caught");
        assertThat(plan.handlers()).extracting(CountingPlan.Handler::flush).containsExactly(true);
        assertThat(plan.handlers()).extracting(CountingPlan.Handler::weight).containsExactly(0);
        assertThat(plan.unprotected()).as("other exceptions").hasSize(1);
    }

    @Test
    void methodsThatCallThemselvesCountOnceBeforeTheyDo() throws Exception {
        assertThat(plan("recursive").calls())
                .extracting(CountingPlan.Call::weight)
                .containsExactly(11);
        assertThat(plan("twiceRecursive").calls()).as("one after the other").hasSize(1);
        assertThat(plan("eitherRecursive").calls()).as("one or the other").hasSize(2);
        assertThat(plan("withCall").calls()).isEmpty();
    }

    @Test
    void compactPlansHaveNoLocalCounter() throws Exception {
        CountingPlan plan = planner("callFree").compactPlan();
        assertThat(plan.hasCallFreeLoops()).isFalse();
        assertThat(plan.sites()).isEqualTo(1);
    }

    private static List<String> branches(String method) throws Exception {
        return plan(method).branches().stream().map(PlannerTest::describe).collect(Collectors.toList());
    }

    private static String describe(CountedBranch b) {
        return b.check().weight()
                + (b.check().callFree() ? " callFree" : "")
                + (b.check().flush() ? " flush" : "");
    }

    private static CountingPlan plan(String method) throws Exception {
        return planner(method).plan();
    }

    private static Planner planner(String name) throws Exception {
        ClassNode cn = ClassFiles.parse(
                PlannerTest.class.getResourceAsStream("PlannerTest.class").readAllBytes());
        MethodNode method =
                cn.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
        return new Planner(cn.name, method);
    }
}
