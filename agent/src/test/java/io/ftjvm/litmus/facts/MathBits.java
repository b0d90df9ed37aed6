package io.ftjvm.litmus.facts;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Calculates with every function of {@code Math} that has a twin in {@code StrictMath}, on every route and until the calls
 * are compiled; prints a sum of all bits, and for each function how many results differ from the twin's.
 */
public final class MathBits {
    private static final int TIMES = 30_000;

    private static final Map<String, DoubleUnaryOperator> ONE = new TreeMap<>(Map.of(
            "sin", Math::sin,
            "cos", Math::cos,
            "tan", Math::tan,
            "exp", Math::exp,
            "log", Math::log,
            "log10", Math::log10,
            "cbrt", Math::cbrt,
            "sinh", Math::sinh,
            "tanh", Math::tanh));
    private static final Map<String, DoubleUnaryOperator> MORE = new TreeMap<>(Map.of(
            "sqrt", Math::sqrt,
            "asin", Math::asin,
            "acos", Math::acos,
            "atan", Math::atan,
            "cosh", Math::cosh,
            "expm1", Math::expm1,
            "log1p", Math::log1p,
            "rint", Math::rint,
            "toRadians", Math::toRadians));
    private static final Map<String, DoubleBinaryOperator> TWO = new TreeMap<>(
            Map.of("pow", Math::pow, "atan2", Math::atan2, "hypot", Math::hypot, "IEEEremainder", Math::IEEEremainder));

    private static long bits;

    private MathBits() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Throwable {
        Map<String, Integer> different = new TreeMap<>();
        for (Map<String, DoubleUnaryOperator> functions : List.of(ONE, MORE)) {
            for (Map.Entry<String, DoubleUnaryOperator> f : functions.entrySet()) {
                one(f.getKey(), f.getValue(), different);
            }
        }
        for (Map.Entry<String, DoubleBinaryOperator> f : TWO.entrySet()) {
            two(f.getKey(), f.getValue(), different);
        }
        direct(different);
        System.out.println(Long.toHexString(bits) + " " + Math.fma(1.1, 1.3, -1.43));
        System.out.println("different " + different);
    }

    private static double input(int i) {
        return (i - TIMES / 3) * 0.7390851332151607 / (1 + i % 97);
    }

    private static void one(String name, DoubleUnaryOperator byReference, Map<String, Integer> different)
            throws Throwable {
        MethodType type = MethodType.methodType(double.class, double.class);
        MethodHandle handle = MethodHandles.lookup().findStatic(Math.class, name, type);
        Method method = Math.class.getMethod(name, double.class);
        MethodHandle strict = MethodHandles.lookup().findStatic(StrictMath.class, name, type);
        for (int i = 0; i < TIMES; i++) {
            double x = input(i);
            double expected = (double) strict.invokeExact(x);
            compare(name + " reference", expected, byReference.applyAsDouble(x), different);
            compare(name + " handle", expected, (double) handle.invokeExact(x), different);
            if (i % 16 == 0) {
                compare(name + " reflection", expected, (double) method.invoke(null, x), different);
            }
        }
    }

    private static void two(String name, DoubleBinaryOperator byReference, Map<String, Integer> different)
            throws Throwable {
        MethodType type = MethodType.methodType(double.class, double.class, double.class);
        MethodHandle handle = MethodHandles.lookup().findStatic(Math.class, name, type);
        MethodHandle strict = MethodHandles.lookup().findStatic(StrictMath.class, name, type);
        for (int i = 0; i < TIMES; i++) {
            double x = Math.abs(input(i));
            double y = input(TIMES - i) % 7;
            double expected = (double) strict.invokeExact(x, y);
            compare(name + " reference", expected, byReference.applyAsDouble(x, y), different);
            compare(name + " handle", expected, (double) handle.invokeExact(x, y), different);
        }
    }

    private static void direct(Map<String, Integer> different) {
        for (int i = 0; i < TIMES; i++) {
            double x = input(i);
            compare("sin", StrictMath.sin(x), Math.sin(x), different);
            compare("cos", StrictMath.cos(x), Math.cos(x), different);
            compare("tan", StrictMath.tan(x), Math.tan(x), different);
            compare("exp", StrictMath.exp(x), Math.exp(x), different);
            compare("log", StrictMath.log(x), Math.log(x), different);
            compare("log10", StrictMath.log10(x), Math.log10(x), different);
            compare("pow", StrictMath.pow(i, 1 / x), Math.pow(i, 1 / x), different);
        }
    }

    private static void compare(String what, double expected, double actual, Map<String, Integer> different) {
        long is = Double.doubleToLongBits(actual);
        bits = 31 * bits + is;
        if (is != Double.doubleToLongBits(expected)) {
            different.merge(what, 1, Integer::sum);
        }
    }
}
