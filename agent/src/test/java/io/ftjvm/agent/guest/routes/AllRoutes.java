package io.ftjvm.agent.guest.routes;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Tries every route to every redirected method, and says which ones miss the runtime. */
public final class AllRoutes {
    /** As often as any JDK needs to make another kind of accessor. */
    private static final int REFLECTIVE_CALLS = 20;

    /** Something to call an interface's methods on. */
    private static final Map<String, String> IMPLEMENTATIONS = Map.of(
            "java.io.FileSystem",
            "java.io.UnixFileSystem",
            "java.net.InetAddressImpl",
            "java.net.Inet6AddressImpl",
            "sun.management.VMManagement",
            "sun.management.VMManagementImpl",
            "jdk.internal.access.JavaLangAccess",
            "jdk.internal.access.SharedSecrets",
            "java.lang.ref.Reference",
            "java.lang.ref.WeakReference",
            "jdk.internal.misc.VM$BufferPool",
            "java.nio.Bits$1");

    private static final Lookup LOOKUP = MethodHandles.lookup();
    private static final Class<?> UNSAFE;

    static {
        try {
            UNSAFE = Class.forName("sun.misc.Unsafe");
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Map<String, Integer> tried = new TreeMap<>();
    private final Loader loader = new Loader();
    private final Object unsafe;
    private int made;
    private int missed;

    private AllRoutes() throws ReflectiveOperationException {
        Field f = UNSAFE.getDeclaredField("theUnsafe");
        f.setAccessible(true);
        unsafe = f.get(null);
    }

    /**
     * Runs in an image with probes.
     *
     * @param args "describe" to print instead, in any image, what options such a run needs, a line each
     */
    public static void main(String[] args) throws Throwable {
        if (args.length > 0) {
            describe();
            return;
        }
        // Loads the library that some of the classes need.
        ManagementFactory.getOperatingSystemMXBean();
        AllRoutes all = new AllRoutes();
        int hooks = 0;
        for (Hooked h : Hooked.all()) {
            hooks++;
            all.routes(h);
        }
        all.unsafe();
        System.out.println("hooks " + hooks + " routes " + all.tried + " missed " + all.missed);
        System.exit(all.missed == 0 ? 0 : 1);
    }

    private void routes(Hooked h) {
        try {
            Object receiver = h.isStatic() ? null : receiver(h.owner);
            reflection(h, receiver);
            lookups(h, receiver);
            if (h.isPublic()) {
                classFiles(h, receiver);
            }
            if (h.isInheritable()) {
                subclasses(h);
            }
        } catch (Throwable e) {
            e.printStackTrace();
            miss("any", h, e);
        }
    }

    private static void describe() throws ReflectiveOperationException {
        Object options =
                Class.forName("io.ftjvm.guest.Guest").getMethod("jvmArguments").invoke(null);
        Arrays.asList((String[]) options).forEach(System.out::println);
        Set<String> packages = new TreeSet<>(Set.of("java.base/io.ftjvm.guest", "java.base/jdk.internal.access"));
        for (String line : Probe.routes()) {
            Class<?> c = Class.forName(line.substring(0, line.indexOf(' ')).replace('/', '.'), false, null);
            packages.add(c.getModule().getName() + "/" + c.getPackageName());
        }
        packages.forEach(p -> System.out.println("--add-opens=" + p + "=ALL-UNNAMED"));
        packages.forEach(p -> System.out.println("--add-exports=" + p + "=ALL-UNNAMED"));
    }

    /** Of constant-dynamics. */
    public static Object bootstrap(Lookup lookup, String name, Class<?> type, MethodHandle h) {
        return h;
    }

    private Object receiver(Class<?> c) throws ReflectiveOperationException {
        if (c == Class.class) {
            return String.class;
        }
        String implementation = IMPLEMENTATIONS.get(c.getName());
        if (implementation != null && implementation.endsWith("SharedSecrets")) {
            return Class.forName(implementation).getMethod("getJavaLangAccess").invoke(null);
        }
        Class<?> concrete = implementation == null ? c : Class.forName(implementation, false, null);
        if (Modifier.isAbstract(concrete.getModifiers())) {
            throw new IllegalStateException("what implements " + c.getName() + "?");
        }
        return allocate(concrete);
    }

    private Object allocate(Class<?> c) throws ReflectiveOperationException {
        return UNSAFE.getMethod("allocateInstance", Class.class).invoke(unsafe, c);
    }

    private void reflection(Hooked h, Object receiver) {
        Object[] arguments = h.arguments(receiver);
        Object[] rest = h.isStatic() ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        for (int i = 0; i < REFLECTIVE_CALLS; i++) {
            attempt("Method.invoke", h, () -> h.method.invoke(receiver, rest));
        }
        InvocationHandler handler = (proxy, m, a) -> h.method.invoke(receiver, rest);
        Callable<?> proxy = (Callable<?>)
                Proxy.newProxyInstance(AllRoutes.class.getClassLoader(), new Class<?>[] {Callable.class}, handler);
        attempt("Proxy", h, proxy::call);
    }

    private void lookups(Hooked h, Object receiver) throws Throwable {
        Lookup in = MethodHandles.privateLookupIn(h.owner, LOOKUP);
        handle("unreflect", h, receiver, in.unreflect(h.method));
        if (h.isStatic()) {
            handle("findStatic", h, receiver, in.findStatic(h.owner, h.name, h.type));
            return;
        }
        handle("findVirtual", h, receiver, in.findVirtual(h.owner, h.name, h.type));
        handle(
                "bind",
                h,
                receiver,
                MethodHandles.privateLookupIn(receiver.getClass(), LOOKUP).bind(receiver, h.name, h.type));
        if (!Modifier.isAbstract(h.method.getModifiers())) {
            handle("findSpecial", h, receiver, in.findSpecial(h.owner, h.name, h.type, h.owner));
            handle("unreflectSpecial", h, receiver, in.unreflectSpecial(h.method, h.owner));
        } else {
            Class<?> c = receiver.getClass();
            Lookup within = MethodHandles.privateLookupIn(c, LOOKUP);
            handle("of the implementation", h, receiver, within.findVirtual(c, h.name, h.type));
            Method m = c.getDeclaredMethod(h.name, h.type.parameterArray());
            m.setAccessible(true);
            Object[] arguments = h.arguments(receiver);
            attempt(
                    "of the implementation",
                    h,
                    () -> m.invoke(receiver, Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
    }

    private void handle(String route, Hooked h, Object receiver, MethodHandle handle) {
        Object[] arguments = h.arguments(receiver);
        Object[] given =
                Arrays.copyOfRange(arguments, arguments.length - handle.type().parameterCount(), arguments.length);
        attempt(route, h, () -> handle.invokeWithArguments(given));
    }

    private void classFiles(Hooked h, Object receiver) throws Throwable {
        Forge forge = new Forge(h);
        String functional = "Functional" + ++made;
        String name = "Caller" + made;
        Class<?> type = loader.define(forge.functional(functional));
        Class<?> caller = loader.define(forge.caller(name, functional));
        called("of a new class", h, receiver, caller, type);
        Lookup in = (Lookup) caller.getMethod("lookup").invoke(null);
        Class<?> hidden = in.defineHiddenClass(forge.caller("Hidden" + made, functional), true)
                .lookupClass();
        called("of a hidden class", h, receiver, hidden, type);
        Class<?> defined = in.defineClass(forge.caller("Defined" + made, functional));
        called("of a class that a lookup defines", h, receiver, defined, type);
        byHand(h, receiver, type, in);
    }

    private void called(String where, Hooked h, Object receiver, Class<?> caller, Class<?> type) throws Throwable {
        Method direct = caller.getMethod("direct", h.fullType().parameterArray());
        Object[] arguments = h.arguments(receiver);
        attempt("call " + where, h, () -> direct.invoke(null, arguments));
        handle("constant " + where, h, receiver, (MethodHandle)
                caller.getMethod("constant").invoke(null));
        handle("dynamic constant " + where, h, receiver, (MethodHandle)
                caller.getMethod("dynamic").invoke(null));
        Object reference = caller.getMethod("reference").invoke(null);
        Method call = type.getMethod("call", h.fullType().parameterArray());
        attempt("method reference " + where, h, () -> call.invoke(reference, arguments));
    }

    private void byHand(Hooked h, Object receiver, Class<?> type, Lookup in) throws Throwable {
        MethodHandle handle =
                h.isStatic() ? in.findStatic(h.owner, h.name, h.type) : in.findVirtual(h.owner, h.name, h.type);
        Method call = type.getMethod("call", h.fullType().parameterArray());
        Object[] arguments = h.arguments(receiver);
        CallSite site = LambdaMetafactory.metafactory(
                in, "call", MethodType.methodType(type), h.fullType(), handle, h.fullType());
        Object lambda = site.getTarget().invoke();
        attempt("LambdaMetafactory", h, () -> call.invoke(lambda, arguments));
        Object proxy = MethodHandleProxies.asInterfaceInstance(type, handle);
        attempt("MethodHandleProxies", h, () -> call.invoke(proxy, arguments));
        if (!in.revealDirect(handle).getDeclaringClass().equals(h.owner)) {
            miss("revealDirect", h, in.revealDirect(handle));
        }
    }

    private void subclasses(Hooked h) throws Throwable {
        Class<?> sub = loader.define(new Forge(h).subclass("Subclass" + ++made));
        Object receiver = h.isStatic() ? null : allocate(sub);
        Object[] arguments = h.arguments(receiver);
        Class<?>[] types = h.isStatic()
                ? h.type.parameterArray()
                : h.type.insertParameterTypes(0, Object.class).parameterArray();
        Method inherited = sub.getMethod("inherited", types);
        attempt("by a subclass's name", h, () -> inherited.invoke(null, arguments));
        if (!h.isStatic()) {
            Method above = sub.getMethod("above", h.type.parameterArray());
            attempt("super", h, () -> above.invoke(receiver, Arrays.copyOfRange(arguments, 1, arguments.length)));
            handle("found in a subclass", h, receiver, LOOKUP.findVirtual(sub, h.name, h.type));
        }
    }

    /** What the module jdk.unsupported passes on. */
    private void unsafe() throws ReflectiveOperationException {
        for (Hooked h : Hooked.all()) {
            if (!h.owner.getName().equals("jdk.internal.misc.Unsafe")) {
                continue;
            }
            for (Method m : UNSAFE.getMethods()) {
                if (m.getName().equals(h.name) && Arrays.equals(m.getParameterTypes(), h.type.parameterArray())) {
                    Object[] arguments = h.arguments(null);
                    attempt(
                            "sun.misc.Unsafe",
                            h,
                            () -> m.invoke(unsafe, Arrays.copyOfRange(arguments, 1, arguments.length)));
                }
            }
        }
    }

    private void attempt(String route, Hooked h, Body body) {
        Thread t = Thread.currentThread();
        String name = t.getName();
        Object result;
        t.setName(h.probe);
        try {
            result = body.run();
        } catch (Throwable e) {
            result = e;
        } finally {
            t.setName(name);
        }
        tried.merge(route, 1, Integer::sum);
        if (!(result instanceof Throwable e) || !isCaught(e)) {
            miss(route, h, result);
        }
    }

    /** A hook that the JDK needs itself to make the call may be met by that already. */
    private static boolean isCaught(Throwable t) {
        return t != null && (Probe.CAUGHT.equals(t.getMessage()) || isCaught(t.getCause()));
    }

    private void miss(String route, Hooked h, Object result) {
        missed++;
        System.err.println(h + " by " + route + ": " + result);
    }

    /** Something that may throw. */
    private interface Body {
        Object run() throws Throwable;
    }

    /** Defines classes that have no file. */
    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }
}
