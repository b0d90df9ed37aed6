package io.ftjvm.agent.guest.routes;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A method of the JDK whose calls are redirected, as the image itself lists it. */
final class Hooked {
    /** What came to a release, or went, with one of its updates. */
    private static final Set<String> OF_SOME_UPDATES =
            Set.of("java/io/Console istty ()Z", "java/io/Console ttyStatus ()I");

    final Class<?> owner;
    final String name;
    final MethodType type;
    final Method method;

    /** What the thread's name must be for the facade's method to throw {@link Probe#CAUGHT}. */
    final String probe;

    private Hooked(String line) throws ReflectiveOperationException {
        String[] p = line.split(" ");
        owner = Class.forName(p[0].replace('/', '.'), false, null);
        name = p[1];
        type = MethodType.fromMethodDescriptorString(p[2], null);
        method = owner.getDeclaredMethod(name, type.parameterArray());
        method.setAccessible(true);
        probe = Probe.probe(p[3], p[4]);
    }

    /** All of them. */
    static List<Hooked> all() throws ReflectiveOperationException {
        List<Hooked> all = new ArrayList<>();
        for (String line : Probe.routes()) {
            try {
                all.add(new Hooked(line));
            } catch (NoSuchMethodException e) {
                if (OF_SOME_UPDATES.stream().noneMatch(line::startsWith)) {
                    throw e;
                }
            }
        }
        return all;
    }

    boolean isStatic() {
        return Modifier.isStatic(method.getModifiers());
    }

    /** Whether code outside its package can name it. */
    boolean isPublic() {
        return Modifier.isPublic(owner.getModifiers()) && Modifier.isPublic(method.getModifiers());
    }

    /** Whether a class of another package can extend its owner and be called by its name. */
    boolean isInheritable() throws ReflectiveOperationException {
        if (!isPublic() || owner.isInterface() || Modifier.isFinal(owner.getModifiers())) {
            return false;
        }
        for (var c : owner.getDeclaredConstructors()) {
            if (Modifier.isPublic(c.getModifiers()) && c.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Its type with the receiver as first parameter. */
    MethodType fullType() {
        return isStatic() ? type : type.insertParameterTypes(0, owner);
    }

    /** Zeros and nulls for every parameter, after {@code receiver} unless the method is static. */
    Object[] arguments(Object receiver) {
        List<Object> all = new ArrayList<>();
        if (!isStatic()) {
            all.add(receiver);
        }
        for (Class<?> c : type.parameterList()) {
            all.add(c.isPrimitive() ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(c, 1), 0) : null);
        }
        return all.toArray();
    }

    @Override
    public String toString() {
        return owner.getName() + "." + name + type;
    }
}
