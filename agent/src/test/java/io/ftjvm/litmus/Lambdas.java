package io.ftjvm.litmus;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Names of lambdas, proxies and hidden classes; stack traces through them; what the compiler makes of strings and records. */
public final class Lambdas {
    private record Point(int x, double y, String name, Object other) {}

    public static void main(String[] args) throws Throwable {
        int captured = args.length;
        Supplier<String> capturing = () -> "c" + captured;
        Runnable plain = () -> {};
        Function<String, Integer> reference = Integer::parseInt;
        Comparator<String> composed = Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
        for (Object lambda : new Object[] {capturing, plain, reference, composed}) {
            System.out.println(lambda.getClass().getName() + " " + lambda);
        }
        StringBuffer names = new StringBuffer();
        Crew.run(3, number -> {
            Supplier<Integer> each = number == 0 ? () -> number : number == 1 ? () -> number + 1 : () -> 7;
            names.append(each.getClass().getName())
                    .append(' ')
                    .append(each.get())
                    .append('\n');
        });
        System.out.print(names);

        Object proxy = Proxy.newProxyInstance(
                Lambdas.class.getClassLoader(),
                new Class<?>[] {Callable.class, Runnable.class},
                (self, method, arguments) -> method.getName());
        System.out.println(proxy.getClass().getName() + " " + ((Callable<?>) proxy).call());
        Object hidden = hidden();
        for (Object o : new Object[] {capturing, plain, hidden}) {
            message(o);
        }
        System.out.println(new Point(captured, 2.5, "p", null) + " " + new Point(1, 2, "p", "q").hashCode());
        System.out.println(choose("two") + choose("Aa") + choose("BB") + choose("none"));
        traces();
    }

    /** Of an exception that the JVM itself makes. */
    private static void message(Object o) {
        try {
            System.out.println((String) o);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
            Check.that(e.getMessage().contains(o.getClass().getName()), "a message has the name of the class");
        }
    }

    private static Object hidden() throws Exception {
        byte[] bytes;
        try (var in = Lambdas.class.getResourceAsStream("Lambdas$Hidden.class")) {
            bytes = in.readAllBytes();
        }
        Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
        Check.that(hidden.isHidden(), "a hidden class is hidden");
        Object instance = hidden.getDeclaredConstructor().newInstance();
        System.out.println(hidden.getName() + " " + ((Supplier<?>) instance).get());
        return instance;
    }

    static final class Hidden implements Supplier<Object> {
        Hidden() {}

        @Override
        public synchronized Object get() {
            return Crew.work(1000) + " " + (System.nanoTime() > Long.MIN_VALUE);
        }
    }

    private static String choose(String s) {
        return switch (s) {
            case "one" -> "1";
            case "two" -> "2";
            case "Aa" -> "A";
            case "BB" -> "B";
            default -> "-";
        };
    }

    /** A trace shows the program's frames and the library's, none of what is under them. */
    private static void traces() throws Exception {
        Throwable thrown = Check.thrown(
                ArithmeticException.class,
                () -> Stream.of(3, 2, 1, 0).map(i -> 6 / i).forEach(i -> {}));
        StringWriter out = new StringWriter();
        thrown.printStackTrace(new PrintWriter(out));
        System.out.println(out);
        Method method = Lambdas.class.getDeclaredMethod("throwing");
        for (int i = 0; i < 20; i++) {
            Throwable cause = Check.thrown(ReflectiveOperationException.class, () -> method.invoke(null))
                    .getCause();
            StackTraceElement top = cause.getStackTrace()[0];
            Check.equal("throwing", top.getMethodName(), "top of the trace");
            for (StackTraceElement element : cause.getStackTrace()) {
                Check.that(
                        !element.getClassName().startsWith("io.ftjvm.guest"), "no frame of the system's: " + element);
            }
        }
        StackWalker.getInstance()
                .forEach(frame -> System.out.println(frame.getMethodName() + frame.getByteCodeIndex() / 1000));
    }

    private static synchronized void throwing() {
        throw new IllegalStateException("on purpose");
    }
}
