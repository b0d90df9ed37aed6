package io.ftjvm.guest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ReservedStackAccess;

/**
 * Native methods of the management modules, which java.base cannot name: found by name, called through the JVM's own
 * reflection, which generates nothing. A guest's calls are traps.
 */
final class Management implements Port.TrapBody {
    private static final Object[] NONE = {};
    private static final String[] USAGE = {"init", "used", "committed", "max"};

    private final Object receiver;
    private final String owner;
    private final String method;
    private final Object[] arguments;

    private Management(Object receiver, String owner, String method, Object[] arguments) {
        this.receiver = receiver;
        this.owner = owner;
        this.method = method;
        this.arguments = arguments;
    }

    /** An instance method without arguments that answers a number or a truth value. */
    static long number(Object receiver, String method) {
        return number(receiver, receiver.getClass().getName(), method, NONE);
    }

    /** A static method with one argument that answers a number. */
    static long number(String owner, String method, Object argument) {
        return number(null, owner, method, new Object[] {argument});
    }

    static double real(Object receiver, String method, Object[] arguments) {
        return Double.longBitsToDouble(number(receiver, receiver.getClass().getName(), method, arguments));
    }

    static long number(Object receiver, String owner, String method, Object[] arguments) {
        Management m = new Management(receiver, owner, method, arguments);
        if (Scheduler.current() == null) {
            return m.realNumber();
        }
        Answer description = new Answer().putString(owner).putString(method);
        for (Object a : arguments) {
            description.putLong(bits(a));
        }
        return new Answer(Hypercall.trap(Traps.HOST, description.toBytes(), m)).getLong();
    }

    /** A {@code MemoryUsage}, or null: really this JVM's, with the log's numbers. */
    @ReservedStackAccess
    static Object usage(Object receiver, String method, Object[] arguments) {
        Management m = new Management(receiver, receiver.getClass().getName(), method, arguments);
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        Object usage;
        try {
            usage = m.call();
        } finally {
            HostMode.leave(t, g);
        }
        if (g == null || usage == null) {
            return usage;
        }
        byte[] description = new Answer().putString("usage").putString(method).toBytes();
        Answer answer = new Answer(Hypercall.trap(Traps.HOST, description, new Usage(usage)));
        Unsafe u = Unsafe.getUnsafe();
        for (String name : USAGE) {
            u.putLong(usage, u.objectFieldOffset(usage.getClass(), name), answer.getLong());
        }
        return usage;
    }

    @Override
    public byte[] run() {
        return new Answer().putLong(realNumber()).toBytes();
    }

    private long realNumber() {
        return bits(call());
    }

    private static long bits(Object o) {
        if (o instanceof Boolean) {
            return (Boolean) o ? 1 : 0;
        }
        return o instanceof Double ? Double.doubleToLongBits((Double) o) : ((Number) o).longValue();
    }

    /** What the method answers; its arguments have no part in finding it. */
    Object call() {
        try {
            for (Class<?> c = Class.forName(owner, true, null); c != null; c = c.getSuperclass()) {
                for (Method m : HostJdk.declaredMethods(c, false)) {
                    if (m.getName().equals(method) && m.getParameterCount() == arguments.length) {
                        return HostJdk.invoke(m, receiver, arguments);
                    }
                }
            }
        } catch (ClassNotFoundException e) {
            throw new InternalError(owner, e);
        } catch (InvocationTargetException e) {
            throw new InternalError(owner + "." + method, e.getCause());
        }
        throw new InternalError("ftjvm: " + owner + " has no method " + method);
    }

    /** Reads a {@code MemoryUsage}. */
    private static final class Usage implements Port.TrapBody {
        private final Object usage;

        Usage(Object usage) {
            this.usage = usage;
        }

        @Override
        public byte[] run() {
            Unsafe u = Unsafe.getUnsafe();
            Answer a = new Answer();
            for (String name : USAGE) {
                a.putLong(u.getLong(usage, u.objectFieldOffset(usage.getClass(), name)));
            }
            return a.toBytes();
        }
    }

    /** What a static method answers on a host thread. */
    static Object object(String owner, String method, Object... arguments) {
        return new Management(null, owner, method, arguments).call();
    }

    /** An array with nothing in it, of a type of the management module. */
    static Object[] none(String type) {
        try {
            return (Object[]) java.lang.reflect.Array.newInstance(Class.forName(type, false, null), 0);
        } catch (ClassNotFoundException e) {
            throw new InternalError(type, e);
        }
    }
}
