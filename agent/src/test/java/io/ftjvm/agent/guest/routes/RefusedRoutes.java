package io.ftjvm.agent.guest.routes;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;

/** Ways around a direct call to a refused native method, of java.base and of another module. Needs both packages opened. */
public final class RefusedRoutes {
    public static void main(String[] args) throws Exception {
        Class<?> base = Class.forName("jdk.internal.loader.BootLoader");
        Class<?> other = Class.forName("sun.management.ClassLoadingImpl");
        routes(base, "getSystemPackageNames", MethodType.methodType(String[].class));
        routes(other, "setVerboseClass", MethodType.methodType(void.class, boolean.class), false);
        for (Method m : other.getDeclaredMethods()) {
            if (m.getName().contains("ftjvm")) {
                throw new IllegalStateException(m + " shows");
            }
        }
    }

    private static void routes(Class<?> owner, String name, MethodType type, Object... arguments) throws Exception {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        Method m = owner.getDeclaredMethod(name, type.parameterArray());
        m.setAccessible(true);
        refused(name + " reflected", () -> m.invoke(null, arguments));
        refused(name + " found", () -> call(lookup.findStatic(owner, name, type), arguments));
        refused(name + " unreflected", () -> call(lookup.unreflect(m), arguments));
    }

    private static Object call(MethodHandle h, Object... arguments) throws Exception {
        try {
            return h.invokeWithArguments(arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private static void refused(String route, Callable<?> body) {
        try {
            body.call();
            System.out.println(route + ": done");
        } catch (Throwable t) {
            Throwable e = t.getCause() == null ? t : t.getCause();
            System.out.println(route + ": " + e.getMessage().replaceAll("refused: .*", "refused"));
        }
    }
}
