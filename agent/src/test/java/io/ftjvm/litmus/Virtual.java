package io.ftjvm.litmus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Virtual threads, where the JVM has them: the guests are compiled for one that has not. */
final class Virtual {
    private Virtual() {}

    /** Whether there are none, which it prints. */
    static boolean absent() {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class);
            return false;
        } catch (NoSuchMethodException e) {
            System.out.println("no virtual threads here");
            return true;
        }
    }

    /** Starts a thread; anything it throws is a violation. */
    static Thread start(String name, Check.Body body) {
        return start(name, null, () -> {
            try {
                body.run();
            } catch (Throwable t) {
                t.printStackTrace();
                Check.fail("thread " + name + " threw " + t);
            }
        });
    }

    /** The same without that; {@code handler} may be null. */
    static Thread start(String name, Thread.UncaughtExceptionHandler handler, Runnable task) {
        Object builder = call(Thread.class, null, "ofVirtual");
        Class<?> type = type("java.lang.Thread$Builder");
        builder = call(type, builder, "name", String.class, name);
        if (handler != null) {
            builder = call(type, builder, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class, handler);
        }
        return (Thread) call(type, builder, "start", Runnable.class, task);
    }

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Calls a public method.
     *
     * @param signature the type of each argument, and the argument
     */
    static Object call(Class<?> owner, Object receiver, String name, Object... signature) {
        Class<?>[] types = new Class<?>[signature.length / 2];
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = (Class<?>) signature[2 * i];
            arguments[i] = signature[2 * i + 1];
        }
        try {
            Method method = owner.getMethod(name, types);
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) {
                throw (RuntimeException) e.getCause();
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
