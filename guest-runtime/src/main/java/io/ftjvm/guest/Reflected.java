package io.ftjvm.guest;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import jdk.internal.reflect.MethodAccessor;

/**
 * Calls by reflection and by method handle of methods whose call sites are redirected: they go to the facade's method for
 * the same hook. What a program can see of the handle (its type, what it reveals) is the real method's.
 */
final class Reflected {
    private static int methodAccessors;
    private static int constructorAccessors;
    private static int serializationAccessors;

    private Reflected() {}

    /** The name of the next accessor class that the JDK generates for the guest. */
    static String accessorName(boolean constructor, boolean serialization) {
        if (!constructor) {
            return "jdk/internal/reflect/GeneratedMethodAccessor" + ++methodAccessors;
        }
        return serialization
                ? "jdk/internal/reflect/GeneratedSerializationConstructorAccessor" + ++serializationAccessors
                : "jdk/internal/reflect/GeneratedConstructorAccessor" + ++constructorAccessors;
    }

    /** The facade's method that calls of {@code m} are redirected to; null if they are not. */
    static Method standIn(Method m) {
        MethodType type = MethodType.methodType(m.getReturnType(), m.getParameterTypes());
        Routes.Route r = Routes.find(m.getDeclaringClass(), m.getName(), type);
        if (r == null) {
            Crossings.lookedUp(m.getDeclaringClass(), m.getName());
            return null;
        }
        try {
            return Ftjvm.class.getDeclaredMethod(r.facade, facadeType(r).parameterArray());
        } catch (NoSuchMethodException e) {
            throw new InternalError(r.facade, e);
        }
    }

    private static MethodType facadeType(Routes.Route r) {
        return MethodType.fromMethodDescriptorString(r.facadeDesc, null);
    }

    /** What a look-up answers that really finds {@code real}, for whatever kind of call. */
    static MethodHandle handle(MethodHandle real) {
        Object member = RouteJdk.member(real);
        Class<?> owner = RouteJdk.declaringClass(member);
        Routes.Route r = Routes.find(owner, RouteJdk.name(member), RouteJdk.type(member));
        if (r == null) {
            Crossings.lookedUp(owner, RouteJdk.name(member));
            return real;
        }
        try {
            MethodHandle h = MethodHandles.publicLookup().findStatic(Ftjvm.class, r.facade, facadeType(r));
            return RouteJdk.wrapped(h.asType(real.type()), member, RouteJdk.isInvokeSpecial(real));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new InternalError(r.facade, e);
        }
    }

    /** A lambda's class calls a redirected method through its handle: the JVM would not have the call rewritten. */
    static void lambda(Object metafactory) {
        MethodHandleInfo m = RouteJdk.implementation(metafactory);
        if (Routes.find(m.getDeclaringClass(), m.getName(), m.getMethodType()) != null) {
            RouteJdk.useHandle(metafactory, true);
        }
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
