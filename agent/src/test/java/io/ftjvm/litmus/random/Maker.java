package io.ftjvm.litmus.random;

import java.lang.reflect.Method;

/** Makes a program's threads: virtual ones too where the JVM has them. */
final class Maker {
    private static final Class<?> BUILDER = builder();

    private final boolean virtual;

    /** @param virtual whether some are to be virtual */
    Maker(boolean virtual) {
        this.virtual = virtual && BUILDER != null;
    }

    private static Class<?> builder() {
        try {
            return Class.forName("java.lang.Thread$Builder");
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** A thread, not started; one with an odd {@code number} is virtual. */
    Thread unstarted(Runnable task, int number) {
        String name = "random-" + number;
        if (!virtual || number % 2 == 0) {
            return new Thread(task, name);
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            BUILDER.getMethod("name", String.class).invoke(builder, name);
            Method unstarted = BUILDER.getMethod("unstarted", Runnable.class);
            return (Thread) unstarted.invoke(builder, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
