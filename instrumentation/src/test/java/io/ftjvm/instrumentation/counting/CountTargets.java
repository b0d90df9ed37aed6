package io.ftjvm.instrumentation.counting;

import io.ftjvm.instrumentation.counting.targets.Exceptional;
import io.ftjvm.instrumentation.counting.targets.Locked;
import io.ftjvm.instrumentation.counting.targets.Numeric;
import io.ftjvm.instrumentation.counting.targets.Objects;
import io.ftjvm.instrumentation.counting.targets.Recursive;
import java.util.function.Supplier;

/** Runs the targets and prints what they return, how much they counted and where they trapped. */
final class CountTargets {
    private CountTargets() {}

    public static void main(String[] args) {
        print("numeric", Numeric::run);
        print("exceptional", Exceptional::run);
        print("locked", Locked::run);
        print("recursive", Recursive::run);
        print("objects", Objects::run);
        print("exceptional again", Exceptional::run);
    }

    private static void print(String name, Supplier<String> target) {
        int result = target.get().hashCode();
        System.out.println("counted " + name + " " + result + " " + Probe.total() + " " + Probe.positions());
    }
}
