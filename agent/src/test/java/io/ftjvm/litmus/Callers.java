package io.ftjvm.litmus;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;

/** Who called: stack walkers, and methods of the JDK that ask for their caller. A plain JVM prints the same. */
public final class Callers {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static int secret = 7;

    public static void main(String[] args) throws Throwable {
        System.out.println("walk " + walk());
        System.out.println("caller " + Other.caller());
        System.out.println(
                "by reflection " + Other.class.getDeclaredMethod("caller").invoke(null));
        MethodHandle h = MethodHandles.lookup().findStatic(Other.class, "caller", MethodType.methodType(Class.class));
        System.out.println("by handle " + (Class<?>) h.invokeExact());
        System.out.println("from a task " + ((Callable<Class<?>>) Other::caller).call());
        synchronized (Callers.class) {
            System.out.println("with a lock " + Other.lockedCaller());
        }
        System.out.println("lookup " + MethodHandles.lookup() + " " + Other.lookup());
        System.out.println("forName "
                + Class.forName("io.ftjvm.litmus.Callers$Other")
                        .getClassLoader()
                        .equals(Callers.class.getClassLoader()));
        System.out.println("logger " + System.getLogger("callers").getName());
        MissingResourceException missing =
                Check.thrown(MissingResourceException.class, () -> ResourceBundle.getBundle("no.such.Bundle"));
        System.out.println(missing.getMessage());
        IllegalAccessException refused = Check.thrown(
                IllegalAccessException.class,
                () -> Crew.class.getDeclaredConstructor().newInstance());
        System.out.println(refused.getMessage());
        System.out.println(
                "own field " + Callers.class.getDeclaredField("secret").getInt(null));
        Check.thrown(ClassNotFoundException.class, () -> Class.forName("some.Class", false, new Loader()));
        System.out.println("added " + added(Thread.class) + " " + added(ClassLoader.class) + " " + added(System.class));
        walkFromThreads();
        generated();
    }

    /** Names among the members of a class that no JDK has. */
    private static String added(Class<?> c) {
        StringBuilder b = new StringBuilder();
        for (Method m : c.getDeclaredMethods()) {
            b.append(m.getName().indexOf('$') == 5 ? m.getName() : "");
        }
        for (Field f : c.getDeclaredFields()) {
            b.append(f.getName().indexOf('$') == 5 ? f.getName() : "");
        }
        return b.toString();
    }

    /** After many calls the JDK may have another way to make a reflective one. */
    private static void generated() throws Exception {
        Method caller = Other.class.getDeclaredMethod("caller");
        Class<?> last = null;
        for (int i = 0; i < 40; i++) {
            last = (Class<?>) caller.invoke(null);
        }
        System.out.println("after many calls " + last);
    }

    private static void walkFromThreads() throws InterruptedException {
        List<String> walks = new ArrayList<>();
        Thread plain = new Thread(() -> walks.add(walk()));
        plain.start();
        plain.join();
        Thread sub = new Thread() {
            @Override
            public synchronized void run() {
                walks.add(walk());
            }
        };
        sub.start();
        sub.join();
        walks.forEach(System.out::println);
    }

    private static String walk() {
        StringBuilder b = new StringBuilder();
        WALKER.forEach(f -> b.append(f.getDeclaringClass().getName())
                .append('.')
                .append(f.getMethodName())
                .append(f.getDescriptor())
                .append(':')
                .append(f.getLineNumber())
                .append(' '));
        return b.toString();
    }

    /** Another class, for the difference between the two. */
    static final class Other {
        static Class<?> caller() {
            return WALKER.getCallerClass();
        }

        static synchronized Class<?> lockedCaller() {
            return WALKER.getCallerClass();
        }

        static Class<?> lookup() {
            return MethodHandles.lookup().lookupClass();
        }
    }

    /** Tells who is on the stack when it is asked for a class. */
    static final class Loader extends ClassLoader {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            System.out.println("asked for " + name + " by " + walk());
            StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES).forEach(f -> System.out.println("  " + f));
            throw new ClassNotFoundException(name);
        }
    }
}
