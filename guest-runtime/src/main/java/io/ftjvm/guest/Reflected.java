package io.ftjvm.guest;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.reflect.MethodAccessor;

/**
 * Calls by reflection and by method handle of methods whose call sites are redirected: they go to the facade's method for
 * the same hook.
 */
final class Reflected {
    /** The facade's methods by name, then by the class of the first parameter and so on. Not changed once set. */
    private static Map<String, Method[]> facade;

    private Reflected() {}

    /** Called once, at the end of the JVM's boot. */
    static void start() {
        Map<String, Method[]> all = new HashMap<>();
        for (Method m : Ftjvm.class.getDeclaredMethods()) {
            Method[] same = all.get(m.getName());
            Method[] more = same == null ? new Method[1] : java.util.Arrays.copyOf(same, same.length + 1);
            more[more.length - 1] = m;
            all.put(m.getName(), more);
        }
        facade = all;
    }

    /** The facade's method that calls of {@code m} are redirected to; null if they are not. */
    static Method standIn(Method m) {
        return standIn(m.getDeclaringClass(), m.getName(), m.getParameterTypes(), Modifier.isStatic(m.getModifiers()));
    }

    private static Method standIn(Class<?> owner, String name, Class<?>[] parameters, boolean isStatic) {
        if (facade == null || owner.getModule() != Object.class.getModule()) {
            return null;
        }
        Crossings.lookedUp(owner, name);
        Method[] candidates = facade.get(owner.getSimpleName() + "$" + name);
        if (candidates == null) {
            return null;
        }
        int receiver = isStatic ? 0 : 1;
        for (Method c : candidates) {
            Class<?>[] p = c.getParameterTypes();
            if (p.length == parameters.length + receiver && (isStatic || p[0] == owner)) {
                boolean same = true;
                for (int i = 0; i < parameters.length; i++) {
                    same &= p[i + receiver] == parameters[i];
                }
                if (same) {
                    return c;
                }
            }
        }
        return null;
    }

    /** What a look-up of a method handle that really finds {@code real} answers. */
    static MethodHandle handle(Class<?> owner, String name, MethodType type, boolean isStatic, MethodHandle real)
            throws NoSuchMethodException, IllegalAccessException {
        for (Class<?> c = owner; c != null; c = isStatic ? null : c.getSuperclass()) {
            Method m = standIn(c, name, type.parameterArray(), isStatic);
            if (m != null) {
                MethodType t = MethodType.methodType(m.getReturnType(), m.getParameterTypes());
                MethodHandle h = Jdk.findStatic(MethodHandles.publicLookup(), Ftjvm.class, m.getName(), t);
                return real == null ? h : h.asType(real.type());
            }
        }
        return real;
    }

    /** An accessor for {@code m} that calls its stand-in by {@code of}. */
    static MethodAccessor accessor(Method m, MethodAccessor of) {
        return Modifier.isStatic(m.getModifiers()) ? of : new WithReceiver(m.getDeclaringClass(), of);
    }

    /** The receiver becomes the first argument. */
    private static final class WithReceiver implements MethodAccessor {
        private final Class<?> owner;
        private final MethodAccessor of;

        WithReceiver(Class<?> owner, MethodAccessor of) {
            this.owner = owner;
            this.of = of;
        }

        @Override
        public Object invoke(Object receiver, Object[] arguments) throws InvocationTargetException {
            if (!owner.isInstance(java.util.Objects.requireNonNull(receiver))) {
                throw new IllegalArgumentException("object is not an instance of declaring class");
            }
            int n = arguments == null ? 0 : arguments.length;
            Object[] all = new Object[n + 1];
            all[0] = receiver;
            if (n > 0) {
                System.arraycopy(arguments, 0, all, 1, n);
            }
            return of.invoke(null, all);
        }

        /** Of the interface in later releases. */
        public Object invoke(Object receiver, Object[] arguments, Class<?> caller) throws InvocationTargetException {
            return invoke(receiver, arguments);
        }
    }
}
