package io.ftjvm.guest;

/**
 * Functions of {@code Math} that the JVM has code of its own for, which may choose its instructions by the processor's
 * features: the last bit of a result is not the same everywhere. With the option {@code strictmath} they are those of
 * {@code StrictMath}. Every other method of {@code Math} is exact, {@code sqrt} and {@code fma} included, or is
 * {@code StrictMath}'s already. Part of the table of {@link Hooks}.
 */
public final class MathHooks {
    private static boolean strict;

    private MathHooks() {}

    /** Called once, before the guest starts. */
    static void start(boolean strictmath) {
        strict = strictmath;
    }

    @Redirect("java/lang/Math sin (D)D")
    public static double sin(double a) {
        return strict ? StrictMath.sin(a) : Math.sin(a);
    }

    @Redirect("java/lang/Math cos (D)D")
    public static double cos(double a) {
        return strict ? StrictMath.cos(a) : Math.cos(a);
    }

    @Redirect("java/lang/Math tan (D)D")
    public static double tan(double a) {
        return strict ? StrictMath.tan(a) : Math.tan(a);
    }

    @Redirect("java/lang/Math atan2 (DD)D")
    public static double atan2(double y, double x) {
        return strict ? StrictMath.atan2(y, x) : Math.atan2(y, x);
    }

    @Redirect("java/lang/Math exp (D)D")
    public static double exp(double a) {
        return strict ? StrictMath.exp(a) : Math.exp(a);
    }

    @Redirect("java/lang/Math log (D)D")
    public static double log(double a) {
        return strict ? StrictMath.log(a) : Math.log(a);
    }

    @Redirect("java/lang/Math log10 (D)D")
    public static double log10(double a) {
        return strict ? StrictMath.log10(a) : Math.log10(a);
    }

    @Redirect("java/lang/Math pow (DD)D")
    public static double pow(double a, double b) {
        return strict ? StrictMath.pow(a, b) : Math.pow(a, b);
    }

    @Redirect("java/lang/Math cbrt (D)D")
    public static double cbrt(double a) {
        return strict ? StrictMath.cbrt(a) : Math.cbrt(a);
    }

    @Redirect("java/lang/Math sinh (D)D")
    public static double sinh(double a) {
        return strict ? StrictMath.sinh(a) : Math.sinh(a);
    }

    @Redirect("java/lang/Math tanh (D)D")
    public static double tanh(double a) {
        return strict ? StrictMath.tanh(a) : Math.tanh(a);
    }
}
